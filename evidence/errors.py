"""The one error that this package raises on purpose."""


class EvidenceError(Exception):
    """Something cannot be answered; the message says what was given, what is known and what to do.

    `problems` lists each fault separately where several were found at once (a data check, an import); the message
    then holds them all, a line each.
    """

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems or (message,)


def refuse_if_any(problems: list[str], about: str) -> None:
    """Raise one `EvidenceError` that lists every problem found in `about`; return quietly where there is none."""
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise EvidenceError(f"{about}: {count}.\n" + "\n".join(f"- {problem}" for problem in problems), tuple(problems))
