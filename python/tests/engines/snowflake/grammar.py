"""temporary"""
def check(sql: str) -> None:
    pass
