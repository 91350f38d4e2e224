"""From a model to an asset: the ``table`` decorator.

An asset made by it is named like its table, grouped by its room and keeps its contract.
Its checks are evaluated on the rows in hand, before they replace the old ones: a check
that fails leaves the old rows where they are and stops what stands on them.
"""

import datetime as dt
import functools
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import dagster as dg
import dataframely as dy
import polars as pl

from models import tables
from models.company import Company
from models.tables import keeping

type_of = functools.cache(dg.PythonObjectDagsterType)

Frame = pl.DataFrame | pl.LazyFrame
Model = Callable[..., Frame]
Models = Callable[..., Sequence[Frame]]
Breaches = Callable[..., Frame]
"""A check: named tables in, the rows that break it out."""

SHOWN_BREACHES = 20
AS_OF = "as_of"
COMPANY = "company"
SCOPE = "scope"


class Shelf(Protocol):
    """Where the rows of a lazy frame are put down once, to be checked and kept."""

    def put_down(self, table: str, frame: pl.LazyFrame) -> pl.LazyFrame:
        """Compute and write the rows of ``frame``; return a scan of them."""


def table(
    checks: Sequence[Breaches] = (), *, deps: Sequence[str] = ()
) -> Callable[[Model], dg.AssetsDefinition]:
    """Make the asset of the table that a model is named after.

    Parameters of the model are the tables it needs, loaded as annotated
    (``pl.DataFrame`` or ``pl.LazyFrame``); those with a default keep it. Two are
    special: ``as_of`` is the last day that is known and ``company`` the company the
    plan is for. One annotated with a port is given the resource of its name. ``deps``
    name tables that must be made before, without being loaded.

    Each of ``checks`` is a pure function whose parameters are this table or its inputs;
    it returns the rows that break it, none when all is well.
    """

    def make(model: Model) -> dg.AssetsDefinition:
        name = model.__name__
        inputs = _inputs(model)
        contract = tables.TABLES[name]
        every_check = (keeps_contract(name), *checks)

        @dg.asset(
            name=name,
            ins=inputs,
            deps=[dg.AssetKey(dep) for dep in deps],
            group_name=tables.room_of(name),
            description=inspect.getdoc(contract),
            owners=[f"team:{tables.room_of(name)}"],
            kinds={"polars", "duckdb"},
            metadata={"dagster/column_schema": column_schema(contract)},
            check_specs=[_spec(name, check) for check in every_check],
            required_resource_keys={"io_manager", COMPANY, *_ports(model)},
            output_required=False,
        )
        def compute(
            context: dg.AssetExecutionContext, **given: Frame
        ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[Frame]]:
            arguments = _called_with(model, given, context)
            rows = _put_down(name, model(**arguments), context)
            yield from _checked(every_check, name, {**arguments, name: rows})
            yield dg.MaterializeResult(value=rows)

        return compute

    return make


def together(*names: str) -> Callable[[Models], dg.AssetsDefinition]:
    """Make the assets of several tables that one model returns, in their order.

    Parameters are as in ``table``. Each table keeps its contract, or none is replaced.
    """

    def make(model: Models) -> dg.AssetsDefinition:
        kept = {name: keeps_contract(name) for name in names}

        @dg.multi_asset(
            name=model.__name__,
            ins=_inputs(model),
            outs={
                name: dg.AssetOut(
                    description=inspect.getdoc(tables.TABLES[name]),
                    group_name=tables.room_of(name),
                    owners=[f"team:{tables.room_of(name)}"],
                    kinds={"polars", "duckdb"},
                    metadata={
                        "dagster/column_schema": column_schema(tables.TABLES[name])
                    },
                    is_required=False,
                )
                for name in names
            },
            check_specs=[_spec(name, check) for name, check in kept.items()],
            required_resource_keys={"io_manager", COMPANY, *_ports(model)},
        )
        def compute(
            context: dg.AssetExecutionContext, **given: Frame
        ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[Frame]]:
            arguments = _called_with(model, given, context)
            made = {
                name: _put_down(name, rows, context)
                for name, rows in zip(names, model(**arguments), strict=True)
            }
            for name, rows in made.items():
                yield from _checked([kept[name]], name, {**arguments, name: rows})
            for name, rows in made.items():
                yield dg.MaterializeResult(asset_key=name, value=rows)

        return compute

    return make


def _called_with(
    model: Callable[..., Any],
    given: Mapping[str, Frame],
    context: dg.AssetExecutionContext,
) -> dict[str, Any]:
    """Return what ``model`` is called with: tables, what is special, and ports."""
    resources = context.resources
    return _arguments(model, given, resources.company) | {
        port: getattr(resources, port) for port in _ports(model)
    }


def _put_down(name: str, rows: Frame, context: dg.AssetExecutionContext) -> Frame:
    """Put the rows of a lazy frame down, to be read again where they are needed."""
    if isinstance(rows, pl.LazyFrame):
        shelf: Shelf = context.resources.io_manager
        return shelf.put_down(name, rows)
    return rows


def _checked(
    checks: Sequence[Breaches], name: str, known: Mapping[str, Any]
) -> Iterator[dg.AssetCheckResult]:
    """Evaluate the checks of one table; fail where one is broken."""
    results = [_result(name, check, known) for check in checks]
    yield from results
    _stop_on_failure(name, results)


def keeps_contract(name: str) -> Breaches:
    """Make the check that the rows of the table ``name`` keep its contract."""

    def keeps_contract(**given: Frame) -> pl.DataFrame:
        """Every row keeps the contract of its table."""
        return keeping.breaches(name, given[name])

    parameter = inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY)
    keeps_contract.__signature__ = inspect.Signature([parameter])  # type: ignore[attr-defined]  # functions have one
    return keeps_contract


def column_schema(contract: type[dy.Schema]) -> dg.TableSchema:
    """Return the columns of ``contract`` as Dagster shows them."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=name, type=str(column.dtype), description=column.description
            )
            for name, column in contract.columns().items()
        ]
    )


def _parameters(model: Callable[..., Any]) -> dict[str, inspect.Parameter]:
    """Return what ``model`` must be given."""
    return {
        name: parameter
        for name, parameter in inspect.signature(model).parameters.items()
        if parameter.default is inspect.Parameter.empty
    }


def _inputs(model: Callable[..., Any]) -> dict[str, dg.AssetIn]:
    """Return the upstream tables of ``model``, each with the way it is loaded."""
    inputs = {
        name: dg.AssetIn(dagster_type=type_of(parameter.annotation))
        for name, parameter in _parameters(model).items()
        if name not in {AS_OF, COMPANY, *_ports(model)}
    }
    if AS_OF in _parameters(model):
        inputs.setdefault(SCOPE, dg.AssetIn(dagster_type=type_of(pl.DataFrame)))
    return inputs


def _arguments(
    model: Callable[..., Any], given: Mapping[str, Frame], company: Company
) -> dict[str, Any]:
    """Return what ``model`` is called with."""
    special: dict[str, Callable[[], Any]] = {
        AS_OF: lambda: _as_of(given[SCOPE]),
        COMPANY: lambda: company,
    }
    return {
        name: special[name]() if name in special else given[name]
        for name in _parameters(model)
        if name in special or name in given
    }


def _ports(model: Callable[..., Any]) -> list[str]:
    """Return the parameters of ``model`` that are annotated with a port."""
    return [
        name
        for name, parameter in _parameters(model).items()
        if getattr(parameter.annotation, "_is_protocol", False)
    ]


def _as_of(scope: Frame) -> dt.date:
    """Return the last day that is known."""
    day: dt.date = scope.lazy().select(AS_OF).collect().item()
    return day


def _spec(name: str, check: Breaches) -> dg.AssetCheckSpec:
    """Describe ``check`` to Dagster."""
    return dg.AssetCheckSpec(
        name=check.__name__,
        asset=name,
        description=inspect.getdoc(check),
        blocking=True,
    )


def _result(
    name: str, check: Breaches, known: Mapping[str, Any]
) -> dg.AssetCheckResult:
    """Evaluate a ``check`` of one table on the tables that it names."""
    needed = inspect.signature(check).parameters
    breaches = check(**{table: known[table] for table in needed}).lazy().collect()
    shown = breaches.head(SHOWN_BREACHES)
    return dg.AssetCheckResult(
        passed=breaches.is_empty(),
        asset_key=name,
        check_name=check.__name__,
        description=inspect.getdoc(check),
        metadata={
            "breaches": breaches.height,
            "first": dg.MetadataValue.md(shown.write_json() if shown.height else "—"),
        },
    )


def _stop_on_failure(name: str, results: Sequence[dg.AssetCheckResult]) -> None:
    """Fail before anything is replaced, saying what broke and where to look."""
    failed = [result for result in results if not result.passed]
    if failed:
        words = "; ".join(
            f"{result.check_name}: {result.description} "
            f"{result.metadata['breaches'].value} rows break it, first "
            f"{result.metadata['first'].value}"
            for result in failed
        )
        message = f"{name} was not replaced, the last good rows stand. {words}"
        raise dg.Failure(description=message, allow_retries=False)
