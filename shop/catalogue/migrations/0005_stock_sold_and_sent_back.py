from django.db import migrations, models

from cms.lifecycle.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('shop_catalogue', '0004_stock_that_runs_low'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='stockmove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('why', 'sold'), _negated=True), ('change__lt', 0), _connector='OR'), name='shop_stock_move_sale_takes'),
        ),
        migrations.AddConstraint(
            model_name='stockmove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('why__in', ['sale_undone', 'came_back']), _negated=True), ('change__gt', 0), _connector='OR'), name='shop_stock_move_coming_back_adds'),
        ),
        migrations.AddConstraint(
            model_name='stockmove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('why__in', ('sold', 'sale_undone', 'came_back')), _negated=True), models.Q(('reference', ''), _negated=True), _connector='OR'), name='shop_stock_move_other_is_named'),
        ),
        AppendOnly('StockMove'),
    ]
