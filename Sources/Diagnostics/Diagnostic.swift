/// One finding about one place in a source text, with what a person needs to act on it.
///
/// Libraries return diagnostics and never print them; reporters give them words, colour or JSON.
public struct Diagnostic: Error {
  /// How bad a finding is: an error fails the run, an info only informs.
  public enum Severity: String, Sendable, Comparable, CaseIterable {
    case error, warning, info

    private var rank: Int {
      switch self {
      case .error: 2
      case .warning: 1
      case .info: 0
      }
    }

    /// More severe is greater.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
  }

  /// The rule's name, `family/name`, as a user writes it in a configuration.
  public var rule: String
  /// How bad it is.
  public var severity: Severity
  /// What is wrong, in one sentence.
  public var message: String
  /// What to do about it.
  public var help: String?
  /// The smallest range of the text that shows it.
  public var location: SourceLocation
  /// The BPMN element that the finding is about.
  public var element: ElementReference?
  /// Which part of the element, by the names of the BPMN and zeebe metamodel
  /// (`extensionElements.values.0.type`); only where the rule knows it.
  public var path: String?
  /// Further places that belong to the finding.
  public var notes: [Note]
  /// A change that removes the finding.
  public var fixIt: FixIt?

  /// A finding of a rule at a place; the rest is said where it is known.
  public init(
    rule: String, severity: Severity, message: String, help: String? = nil,
    location: SourceLocation, element: ElementReference? = nil, path: String? = nil,
    notes: [Note] = [], fixIt: FixIt? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.help = help
    self.location = location
    self.element = element
    self.path = path
    self.notes = notes
    self.fixIt = fixIt
  }

  /// A further place, with what is to be seen there.
  public struct Note: Sendable {
    /// What is to be seen there.
    public var message: String
    /// The place; nil for a remark on the whole finding.
    public var location: SourceLocation?

    /// A remark, with its place where it has one.
    public init(message: String, location: SourceLocation? = nil) {
      self.message = message
      self.location = location
    }
  }

  /// Edits of one text that together remove a finding.
  public struct FixIt: Sendable {
    /// What the change does, as an instruction.
    public var title: String
    /// The changes, none of which overlap.
    public var edits: [TextEdit]

    /// A change with its title.
    public init(title: String, edits: [TextEdit]) {
      self.title = title
      self.edits = edits
    }
  }
}

/// A byte range of a source text.
public struct SourceLocation: Sendable {
  /// The text.
  public var source: SourceText
  /// The bytes of the text in UTF-8.
  public var range: Range<Int>

  /// A range of a text.
  public init(_ source: SourceText, _ range: Range<Int>) {
    self.source = source
    self.range = range
  }

  /// Where the range begins, as people count.
  public var start: SourcePosition { source.position(at: range.lowerBound) }
  /// Where the range ends, as people count: behind its last character.
  public var end: SourcePosition { source.position(at: range.upperBound) }
}

/// Which BPMN element a finding is about, in the words that people know it by.
public struct ElementReference: Hashable, Sendable {
  /// The element's id.
  public var id: String
  /// The label in the diagram.
  public var name: String?
  /// The BPMN type, such as `bpmn:ServiceTask`.
  public var type: String
  /// The id of the process that holds it.
  public var process: String?

  /// An element by its id and type.
  public init(id: String, name: String? = nil, type: String, process: String? = nil) {
    self.id = id
    self.name = name
    self.type = type
    self.process = process
  }
}

extension Sequence<Diagnostic> {
  /// By file, then place, then rule: the order in which reporters show findings.
  public func inReportingOrder() -> [Diagnostic] {
    let findings = Array(self)
    // What is sorted are places and indexes, because findings are large.
    let order = findings.indices.map { index in
      let location = findings[index].location
      return (source: location.source, start: location.range.lowerBound, index: index)
    }.sorted { left, right in
      if left.source !== right.source, left.source.path != right.source.path {
        return left.source.path < right.source.path
      }
      if left.start != right.start { return left.start < right.start }
      let (left, right) = (left.index, right.index)
      if findings[left].rule != findings[right].rule {
        return findings[left].rule < findings[right].rule
      }
      return findings[left].message < findings[right].message
    }
    return order.map { findings[$0.index] }
  }
}
