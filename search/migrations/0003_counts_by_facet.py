from django.db import migrations, models

FILL = """
INSERT INTO search_facetcount (kind, locale, name, code, number)
SELECT d.kind, d.locale, f.name, f.code, count(*) FROM search_entryfacet f JOIN search_entry d ON d.id = f.entry_id
WHERE d.is_visible GROUP BY d.kind, d.locale, f.name, f.code
UNION ALL
SELECT d.kind, d.locale, '', '', count(*) FROM search_entry d WHERE d.is_visible GROUP BY d.kind, d.locale
"""


def list_by_title(apps, schema_editor):
    """By code point, as titles are ordered (see `search.listing`); SQLite compares so without being told."""
    collation = ' COLLATE "C"' if schema_editor.connection.vendor == 'postgresql' else ''
    schema_editor.execute(f'CREATE INDEX search_by_title ON search_entry (kind, locale, sort_key{collation}, id)')


def forget_by_title(apps, schema_editor):
    schema_editor.execute('DROP INDEX IF EXISTS search_by_title')


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_browsing'),
    ]

    operations = [
        migrations.CreateModel(
            name='FacetCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('locale', models.CharField(max_length=10)),
                ('name', models.CharField(blank=True, max_length=40)),
                ('code', models.CharField(blank=True, max_length=80)),
                ('number', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.AddConstraint(
            model_name='facetcount',
            constraint=models.UniqueConstraint(fields=('kind', 'locale', 'name', 'code'), name='search_facet_count_once'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['kind', 'locale', 'is_visible', 'in_stock', 'price', 'id'], name='search_counting'),
        ),
        migrations.RunPython(list_by_title, forget_by_title, elidable=False),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
