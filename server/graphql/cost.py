"""What an operation may cost, known before it is begun: its depth, its aliases, and how many objects its
answer can have. A fragment is looked at once, however often it is spread."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_leaf_type,
    is_list_type,
)

SIZES = {  # how many there are of what has neither `first` nor `size`: about what a district has
    "Query.kpi": 100,
    "Query.kpiSeries": 200,
    "Query.siteSync": 200,
    "Query.devices": 200,
    "Query.sites": 200,
    "Query.leagueTable": 30,
    "Query.rectification": 200,
    "Query.duplicates": 50,
    "Subscription.kpiUpdates": 100,
    "Subscription.siteSyncUpdates": 200,
    "KpiRow.sitesNotSynced": 20,
    "Exposure.cases": 100,
    "Case.events": 20,
    "SiteSync.devices": 3,
    "NumberLedger.stocks": 200,
    "DeviceStanding.refused": 100,
    "DeviceStanding.waiting": 100,
    "DeviceStanding.alarms": 100,
    "PrintJournal.neverPrinted": 200,
    "PrintJournal.printedAgain": 200,
}
OTHERS = 5  # of any other list
OF_THE_SCHEMA = {"__schema": 2500, "__type": 50}
SIZED_BY = ("first", "size")
INT_DIGITS = 11  # with a sign; a longer literal is of another type


@dataclass(frozen=True, slots=True)
class Cost:
    """`objects` is an estimate from above, but for lists that are longer than `SIZES` says."""

    objects: int = 0
    depth: int = 0
    aliases: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        """Of two selections beside each other."""
        return Cost(self.objects + other.objects, max(self.depth, other.depth), self.aliases + other.aliases)


def cost_of(
    schema: GraphQLSchema, document: DocumentNode, operation: str | None, variables: Mapping[str, Any]
) -> Cost:
    """Of an operation that is valid. The document has one, or the one that is named."""
    chosen = next(
        node
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode)
        and operation in (None, "", node.name.value if node.name else "")
    )
    root = schema.get_root_type(chosen.operation)
    assert isinstance(root, GraphQLObjectType)  # noqa: S101 - the document is valid
    given = {
        one.variable.name.value: int(one.default_value.value)
        for one in chosen.variable_definitions or ()
        if isinstance(one.default_value, IntValueNode) and len(one.default_value.value) <= INT_DIGITS
    }
    return _Walk(schema, document, {**given, **variables}).of_selections(chosen.selection_set, root, None)


class _Walk:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._schema = schema
        self._variables = variables
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._known: dict[tuple[str, int | None], Cost] = {}

    def of_selections(self, chosen: SelectionSetNode, parent: GraphQLObjectType, page: int | None) -> Cost:
        """`page` is how many entries the lists of a connection have."""
        costs = (self._of_selection(one, parent, page) for one in chosen.selections)
        return reduce(Cost.__add__, costs, Cost())

    def _of_selection(self, one: SelectionNode, parent: GraphQLObjectType, page: int | None) -> Cost:
        match one:
            case FieldNode():
                return self._of_field(one, parent, page)
            case InlineFragmentNode():
                return self.of_selections(one.selection_set, self._type(one, parent), page)
            case FragmentSpreadNode():
                return self._of_fragment(one.name.value, page)
        raise TypeError(f"{one.kind} is no selection")

    def _of_fragment(self, name: str, page: int | None) -> Cost:
        if (name, page) not in self._known:
            node = self._fragments[name]
            parent = self._type(node, None)
            self._known[name, page] = self.of_selections(node.selection_set, parent, page)
        return self._known[name, page]

    def _type(
        self, node: InlineFragmentNode | FragmentDefinitionNode, parent: GraphQLObjectType | None
    ) -> GraphQLObjectType:
        named = node.type_condition and self._schema.get_type(node.type_condition.name.value)
        type_ = named or parent
        assert isinstance(type_, GraphQLObjectType)  # noqa: S101 - this schema has no interfaces and unions
        return type_

    def _of_field(self, node: FieldNode, parent: GraphQLObjectType, page: int | None) -> Cost:
        aliases, name = int(node.alias is not None), node.name.value
        if name.startswith("__"):  # the schema itself; its depth is limited when it is validated
            return Cost(objects=OF_THE_SCHEMA.get(name, 0), aliases=aliases)
        field = parent.fields[name]
        type_ = get_named_type(field.type)
        if is_leaf_type(type_) or node.selection_set is None or not isinstance(type_, GraphQLObjectType):
            return Cost(depth=1, aliases=aliases)
        is_list = is_list_type(field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type)
        asked = self._asked(node, {key: arg.default_value for key, arg in field.args.items()})
        inner = self.of_selections(node.selection_set, type_, None if is_list else asked)
        size = 1
        if is_list:
            size = asked or page or SIZES.get(f"{parent.name}.{name}", OTHERS)
        return Cost(size * (1 + inner.objects), inner.depth + 1, inner.aliases + aliases)

    def _asked(self, node: FieldNode, defaults: Mapping[str, Any]) -> int | None:
        """How many a field is asked for; None where it cannot be asked. What is no such number is refused
        when it is resolved."""
        given = {arg.name.value: arg.value for arg in node.arguments or ()}
        for name in SIZED_BY:
            if name in defaults or name in given:
                match given.get(name):
                    case IntValueNode() as literal:
                        return max(1, int(literal.value))
                    case VariableNode() as variable:
                        value = self._variables.get(variable.name.value, defaults.get(name))
                    case _:
                        value = defaults.get(name)
                return max(1, value) if isinstance(value, int) else 1
        return None
