"""No-shows: who was expected and did not come."""

from checkin_app.domain.attendance import CellState, Matrix, MatrixRow
from checkin_app.domain.event import Checkpoint


def absent_from(matrix: Matrix, checkpoint: Checkpoint) -> tuple[MatrixRow, ...]:
    """Those who were expected at a checkpoint of the matrix and were not there, in its order. NotFound for another."""
    place = matrix.place_of(checkpoint)
    return tuple(row for row in matrix.rows if row.cells[place].state is CellState.ABSENT)


def never_came(matrix: Matrix) -> tuple[MatrixRow, ...]:
    """Those who were expected somewhere and were nowhere, in the order of the matrix."""
    return tuple(
        row
        for row in matrix.rows
        if not row.days_present and any(cell.state is CellState.ABSENT for cell in row.cells)
    )
