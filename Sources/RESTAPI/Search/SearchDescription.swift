import EngineProtocol

/// A search of the API: what can be filtered and sorted, and what the answer has. Parsing,
/// validation and answers follow from it. Members have the names of the fields.
struct SearchDescription: Sendable {
  let subject: QuerySubject
  /// What is found, for messages.
  let noun: String
  /// The members of each item of the answer.
  let members: [Members]
  var filters: [Filters] = []
  /// Members of the filter that concern more than one field.
  var specialFilters: [SpecialFilter] = []
  /// Whether the filter may have `$or`.
  var hasGroups = false
  var sort: [QueryField] = []
  var paging = Paging.full

  /// Members of one kind.
  struct Members: Sendable {
    let kind: ValueKind
    let fields: [QueryField]

    static func keys(_ fields: QueryField...) -> Members { Members(kind: .key, fields: fields) }
    static func texts(_ fields: QueryField...) -> Members { Members(kind: .text, fields: fields) }
    static func dates(_ fields: QueryField...) -> Members { Members(kind: .date, fields: fields) }
    static func flags(_ fields: QueryField...) -> Members { Members(kind: .flag, fields: fields) }
    static func json(_ fields: QueryField...) -> Members { Members(kind: .json, fields: fields) }
    static func integers(_ fields: QueryField...) -> Members {
      Members(kind: .integer, fields: fields)
    }
  }

  /// Members of a filter of one kind.
  struct Filters: Sendable {
    let kind: ValueKind
    let operators: Operators
    let fields: [QueryField]

    /// With patterns.
    static func texts(_ fields: QueryField...) -> Filters {
      Filters(kind: .text, operators: .equality.union([.notIn, .like]), fields: fields)
    }

    static func keys(_ fields: QueryField...) -> Filters {
      Filters(kind: .key, operators: .equality.union(.notIn), fields: fields)
    }

    /// Keys that the API describes as texts.
    static func looseKeys(_ fields: QueryField...) -> Filters {
      Filters(kind: .looseKey, operators: .equality.union(.notIn), fields: fields)
    }

    static func integers(_ fields: QueryField...) -> Filters {
      Filters(kind: .integer, operators: .equality.union(.comparison), fields: fields)
    }

    static func dates(_ fields: QueryField...) -> Filters {
      Filters(kind: .date, operators: .equality.union(.comparison), fields: fields)
    }

    /// - Parameter hasNotIn: whether `$notIn` is supported, too.
    static func choice(
      _ field: QueryField, _ values: [String], hasNotIn: Bool = false
    ) -> Filters {
      let operators = Operators.equality.union(.like)
      return Filters(
        kind: .choice(values), operators: hasNotIn ? operators.union(.notIn) : operators,
        fields: [field])
    }

    static func flags(_ fields: QueryField...) -> Filters {
      Filters(kind: .flag, operators: [], fields: fields)
    }

    /// Only an exact value.
    static func exact(_ kind: ValueKind, _ fields: QueryField...) -> Filters {
      Filters(kind: kind, operators: [], fields: fields)
    }
  }

  /// The operators that a member of a filter may have.
  struct Operators: OptionSet {
    let rawValue: Int
    /// `$eq`, `$neq`, `$exists` and `$in`.
    static let equality = Operators(rawValue: 1)
    static let notIn = Operators(rawValue: 2)
    static let like = Operators(rawValue: 4)
    /// `$gt`, `$gte`, `$lt` and `$lte`.
    static let comparison = Operators(rawValue: 8)
  }

  enum SpecialFilter: Sendable {
    /// A list of variables with their values.
    case variables(name: String, in: QueryCondition.VariableScope)
    /// A list of tags that must all be there.
    case tags

    var name: String {
      switch self {
      case .variables(let name, _): name
      case .tags: "tags"
      }
    }
  }

  /// Which members `page` may have.
  enum Paging: Sendable {
    /// `from`, `after`, `before` and `limit`.
    case full
    /// `from` and `limit`.
    case offset
    /// `after` and `limit`.
    case forward
    /// There is no `page`: the answer is complete.
    case none

    var starts: [String] {
      switch self {
      case .full: ["from", "after", "before"]
      case .offset: ["from"]
      case .forward: ["after"]
      case .none: []
      }
    }
  }
}

/// A kind of value in requests and answers.
enum ValueKind: Sendable {
  /// A number in a string.
  case key
  /// The same, but other strings only match nothing.
  case looseKey
  case text, integer, flag
  /// A date and time with a zone.
  case date
  /// One of several strings; case does not matter in requests.
  case choice([String])
  /// A list or an object.
  case json

  /// The kind for messages, such as `a string`.
  var phrase: String {
    switch self {
    case .key: "a key: a number in a string"
    case .looseKey, .text: "a string"
    case .integer: "a whole number"
    case .flag: "true or false"
    case .date: "a date and time with a zone, such as 2026-01-31T10:30:00Z"
    case .choice(let values): "one of \(values.joined(separator: ", "))"
    case .json: "a list or an object"
    }
  }
}
