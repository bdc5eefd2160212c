/// A part of an expression, with its UTF-8 byte range in the text.
struct Node: Sendable {
  var kind: Kind
  var start: Int32
  var end: Int32
  /// The height of the subtree; bounded, because everything that walks the tree recurses.
  var height: Int32

  var range: Range<Int> { Int(start)..<Int(end) }

  indirect enum Kind: Sendable, Equatable {
    case literal(FEELValue)
    /// `@"2026-01-01"`
    case atLiteral(String)
    case name(String)
    case list([Node])
    case context([Entry])
    case range(lower: Node, includesLower: Bool, upper: Node, includesUpper: Bool)
    /// `< 10` as a test or, in parentheses, as a value.
    case comparison(ComparisonOperator, Node)
    case negate(Node)
    case arithmetic(ArithmeticOperator, Node, Node)
    case compare(ComparisonOperator, Node, Node)
    case and(Node, Node)
    case or(Node, Node)
    case between(Node, Node, Node)
    case isIn(Node, [Node])
    case conditional(Node, Node, Node)
    case loop([Iterator], Node)
    case quantified(every: Bool, [Iterator], Node)
    case function([Parameter], Node)
    /// `function(a) external {…}`: kept for the formatter, fails when called.
    case externalFunction([Parameter], Node)
    case instanceOf(Node, FEELType)
    case path(Node, PathName)
    case filter(Node, Node)
    case call(Node, [Argument])
    /// The tests of a decision table cell; any of them must hold, or none if negated.
    case tests([Node], negated: Bool)
    /// `-` in a cell.
    case anything
    case parenthesized(Node)
    /// A part that could not be parsed; a problem describes it.
    case missing
  }

  struct Entry: Sendable {
    var key: String
    var keyRange: Range<Int>
    var isQuoted: Bool
    var value: Node
  }

  struct Iterator: Sendable, Equatable {
    var name: String
    var source: Node
    /// The end of `a..b` without brackets.
    var upTo: Node?
  }

  struct Parameter: Sendable, Equatable {
    var name: String
    var type: FEELType?
  }

  struct PathName: Sendable {
    var text: String
    var range: Range<Int>
  }

  struct Argument: Sendable, Equatable {
    var name: String?
    var value: Node
  }
}

enum ComparisonOperator: String, Sendable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

enum ArithmeticOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "**"
}
