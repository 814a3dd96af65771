"""The files of a dbt project and of the package, read from text: nothing here touches a disk."""
