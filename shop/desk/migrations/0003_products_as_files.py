import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shop_desk', '0002_new_products'),
        ('shop_enterprises', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProductsFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=32)),
                ('digest', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=120)),
                ('rows', models.JSONField(default=list)),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('written', models.PositiveIntegerField(default=0)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enterprise', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='shop_enterprises.enterprise')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('key', ''), _negated=True), models.Q(('digest', ''), _negated=True)), name='shop_products_file_has_a_key'), models.UniqueConstraint(fields=('enterprise', 'key'), name='shop_products_file_once')],
            },
        ),
    ]
