# What stands already is added up here once; from then on cms.assessment.sums does it.

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

_CELLS = """
INSERT INTO assessment_standingsum (
    round_id, province_id, lao_type, "rank", has_risen, number, hundredths, with_before, demo
)
SELECT round_id, province_id, lao_type, "rank", COALESCE("rank" > "before", FALSE) AS risen, COUNT(*),
    SUM(CAST(ROUND(percent * 100) AS BIGINT)), COUNT("before"), SUM(CASE WHEN is_demo THEN 1 ELSE 0 END)
FROM assessment_standing
GROUP BY round_id, province_id, lao_type, "rank", COALESCE("rank" > "before", FALSE)
"""

_SCORES = """
INSERT INTO assessment_scoresum (
    round_id, province_id, layer, code, number, hundredths, risen, risen_hundredths, earlier, earlier_hundredths
)
SELECT round_id, province_id, layer, code, SUM(n), SUM(h), SUM(risen_n), SUM(risen_h), SUM(earlier_n), SUM(earlier_h)
FROM (
    SELECT st.round_id, st.province_id, sc.layer, sc.code,
        1 AS n, CAST(ROUND(sc.percent * 100) AS BIGINT) AS h,
        CASE WHEN sc.layer = 'dimension' AND st."rank" > st."before" THEN 1 ELSE 0 END AS risen_n,
        CASE WHEN sc.layer = 'dimension' AND st."rank" > st."before"
            THEN CAST(ROUND(sc.percent * 100) AS BIGINT) ELSE 0 END AS risen_h,
        0 AS earlier_n, 0 AS earlier_h
    FROM assessment_standing st JOIN assessment_resultscore sc ON sc.result_id = st.result_id
    WHERE sc.percent IS NOT NULL
    UNION ALL
    SELECT st.round_id, st.province_id, sc.layer, sc.code, 0, 0, 0, 0, 1, CAST(ROUND(sc.percent * 100) AS BIGINT)
    FROM assessment_standing st JOIN assessment_resultscore sc ON sc.result_id = (
        SELECT old.result_id FROM assessment_standing old
        JOIN assessment_round old_round ON old_round.id = old.round_id
        JOIN assessment_round its_round ON its_round.id = st.round_id
        WHERE old.organisation_id = st.organisation_id AND old.year < st.year
            AND old_round.indicator_set_id = its_round.indicator_set_id
        ORDER BY old.year DESC LIMIT 1
    )
    WHERE st."rank" > st."before" AND sc.layer = 'dimension' AND sc.percent IS NOT NULL
) told
GROUP BY round_id, province_id, layer, code
"""


class Migration(migrations.Migration):

    dependencies = [
        ('assessment', '0001_initial'),
        ('places', '0002_organisations'),
    ]

    operations = [
        migrations.CreateModel(
            name='ScoreSum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('layer', models.CharField(choices=[('dimension', 'Dimension'), ('indicator', 'Indicator')], max_length=10)),
                ('code', models.CharField(max_length=20)),
                ('number', models.PositiveIntegerField(default=0)),
                ('hundredths', models.PositiveBigIntegerField(default=0)),
                ('risen', models.PositiveIntegerField(default=0)),
                ('risen_hundredths', models.PositiveBigIntegerField(default=0)),
                ('earlier', models.PositiveIntegerField(default=0)),
                ('earlier_hundredths', models.PositiveBigIntegerField(default=0)),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.province')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.round')),
            ],
            options={
                'verbose_name': 'sum of scores',
                'verbose_name_plural': 'sums of scores',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('round', 'layer', 'code', 'province'), name='assessment_score_sum_once'), models.CheckConstraint(condition=models.Q(('risen__lte', models.F('number')), ('risen_hundredths__lte', models.F('hundredths'))), name='assessment_score_sum_risen_among_all'), models.CheckConstraint(condition=models.Q(('earlier_hundredths__lte', django.db.models.expressions.CombinedExpression(models.Value(10000), '*', models.F('earlier'))), ('hundredths__lte', django.db.models.expressions.CombinedExpression(models.Value(10000), '*', models.F('number'))), ('risen_hundredths__lte', django.db.models.expressions.CombinedExpression(models.Value(10000), '*', models.F('risen')))), name='assessment_score_sum_within_bounds')],
            },
        ),
        migrations.CreateModel(
            name='StandingSum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lao_type', models.CharField(blank=True, choices=[('pao', 'Provincial administrative organization (PAO)'), ('city', 'City municipality'), ('town', 'Town municipality'), ('subdistrict_municipality', 'Subdistrict municipality'), ('tao', 'Tambon administrative organization (TAO)'), ('bma', 'Bangkok Metropolitan Administration (BMA)'), ('pattaya', 'Pattaya City')], max_length=30)),
                ('rank', models.PositiveSmallIntegerField()),
                ('has_risen', models.BooleanField()),
                ('number', models.PositiveIntegerField()),
                ('hundredths', models.PositiveBigIntegerField()),
                ('with_before', models.PositiveIntegerField()),
                ('demo', models.PositiveIntegerField()),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.province')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.round')),
            ],
            options={
                'verbose_name': 'sum of standings',
                'verbose_name_plural': 'sums of standings',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('round', 'province', 'rank', 'has_risen', 'lao_type'), name='assessment_standing_sum_once'), models.CheckConstraint(condition=models.Q(('demo__lte', models.F('number')), ('number__gte', 1), ('with_before__lte', models.F('number'))), name='assessment_standing_sum_counts_some'), models.CheckConstraint(condition=models.Q(('hundredths__lte', django.db.models.expressions.CombinedExpression(models.Value(10000), '*', models.F('number')))), name='assessment_standing_sum_within_bounds')],
            },
        ),
        migrations.RunSQL(_CELLS, migrations.RunSQL.noop),
        migrations.RunSQL(_SCORES, migrations.RunSQL.noop),
    ]
