"""What the worker does for finished rounds that come as workbooks; safe to run twice."""

from django_tasks import task

from cms.assessment.bulk import importing


@task(queue_name="default")
def check(pk: int) -> None:
    """Check a workbook that was uploaded."""
    importing.check_import(pk)


@task(queue_name="default")
def publish(pk: int) -> None:
    """Publish a workbook that was confirmed."""
    importing.publish_import(pk)
