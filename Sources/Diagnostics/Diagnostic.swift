/// A finding at one place in a source text, with what a person needs to act on it.
///
/// Libraries return diagnostics and never print them; reporters render them as text, colour or
/// JSON.
public struct Diagnostic: Error {
  /// The severity of a finding: an error fails the run, an info does not.
  public enum Severity: String, Sendable, Comparable, CaseIterable {
    case error, warning, info

    private var rank: Int {
      switch self {
      case .error: 2
      case .warning: 1
      case .info: 0
      }
    }

    /// Orders by severity: info, warning, error.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
  }

  /// A finding is a single object, because findings are passed on, sorted and filtered many times.
  private var content: Content

  private final class Content: Sendable {
    let fields: Fields

    init(_ fields: Fields) { self.fields = fields }
  }

  private struct Fields: Sendable {
    var rule: String
    var severity: Severity
    var message: String
    var help: String?
    var location: SourceLocation
    var element: ElementReference?
    var path: String?
    var notes: [Note]
    var fixIt: FixIt?
  }

  private mutating func change(_ change: (inout Fields) -> Void) {
    var fields = content.fields
    change(&fields)
    content = Content(fields)
  }

  /// The rule's name, `family/name`, as used in a configuration.
  public var rule: String {
    get { content.fields.rule }
    set { change { $0.rule = newValue } }
  }
  /// The severity.
  public var severity: Severity {
    get { content.fields.severity }
    set { change { $0.severity = newValue } }
  }
  /// The problem, in one sentence.
  public var message: String {
    get { content.fields.message }
    set { change { $0.message = newValue } }
  }
  /// How to fix it.
  public var help: String? {
    get { content.fields.help }
    set { change { $0.help = newValue } }
  }
  /// The smallest range of the text that shows the problem.
  public var location: SourceLocation {
    get { content.fields.location }
    set { change { $0.location = newValue } }
  }
  /// The BPMN element that the finding is about.
  public var element: ElementReference? {
    get { content.fields.element }
    set { change { $0.element = newValue } }
  }
  /// The part of the element, as a path of the BPMN and zeebe metamodel
  /// (`extensionElements.values.0.type`); only if the rule provides it.
  public var path: String? {
    get { content.fields.path }
    set { change { $0.path = newValue } }
  }
  /// Related places.
  public var notes: [Note] {
    get { content.fields.notes }
    set { change { $0.notes = newValue } }
  }
  /// A change that fixes the problem.
  public var fixIt: FixIt? {
    get { content.fields.fixIt }
    set { change { $0.fixIt = newValue } }
  }

  /// A finding of a rule at a place.
  public init(
    rule: String, severity: Severity, message: String, help: String? = nil,
    location: SourceLocation, element: ElementReference? = nil, path: String? = nil,
    notes: [Note] = [], fixIt: FixIt? = nil
  ) {
    content = Content(
      Fields(
        rule: rule, severity: severity, message: message, help: help, location: location,
        element: element, path: path, notes: notes, fixIt: fixIt))
  }

  /// Whether there is a fix that does not change what the process does.
  public var isFixable: Bool { fixIt.map { $0.effect == nil } ?? false }

  /// A related place, with a message.
  public struct Note: Sendable {
    /// The message for the place.
    public var message: String
    /// The place; nil for a note on the finding as a whole.
    public var location: SourceLocation?

    /// A note, with its place if it has one.
    public init(message: String, location: SourceLocation? = nil) {
      self.message = message
      self.location = location
    }
  }

  /// Edits to one text that together fix a problem.
  public struct FixIt: Sendable {
    /// What the change does, in the imperative.
    public var title: String
    /// The edits, which do not overlap.
    public var edits: [TextEdit]
    /// How the fix changes the behavior of the process, as a main clause; nil if it does not.
    ///
    /// Such a change is applied only if the user asks for it.
    public var effect: String?

    /// A change with its title.
    public init(title: String, edits: [TextEdit], effect: String? = nil) {
      self.title = title
      self.edits = edits
      self.effect = effect
    }
  }
}

/// A byte range in a source text.
public struct SourceLocation: Sendable {
  /// The text.
  public var source: SourceText
  /// The range in the UTF-8 bytes of the text.
  public var range: Range<Int>

  /// A range in a text.
  public init(_ source: SourceText, _ range: Range<Int>) {
    self.source = source
    self.range = range
  }

  /// The line and column of the start.
  public var start: SourcePosition { source.position(at: range.lowerBound) }
  /// The line and column of the end, after the last character.
  public var end: SourcePosition { source.position(at: range.upperBound) }
}

/// The BPMN element that a finding is about.
public struct ElementReference: Hashable, Sendable {
  /// The element's id.
  public var id: String
  /// The label in the diagram.
  public var name: String?
  /// The BPMN type, such as `bpmn:ServiceTask`.
  public var type: String
  /// The id of the process that contains the element.
  public var process: String?

  /// An element from its id and type.
  public init(id: String, name: String? = nil, type: String, process: String? = nil) {
    self.id = id
    self.name = name
    self.type = type
    self.process = process
  }
}

extension Sequence<Diagnostic> {
  /// Sorted by file, place and rule: the order in which reporters show findings.
  public func inReportingOrder() -> [Diagnostic] {
    let findings = Array(self)
    // Sort numbers, because comparing paths is slow.
    var sources: [ObjectIdentifier: String] = [:]
    for finding in findings {
      sources[ObjectIdentifier(finding.location.source)] = finding.location.source.path
    }
    let paths = Set(sources.values).sorted()
    let ranks = Dictionary(uniqueKeysWithValues: zip(paths, paths.indices))
    let files = sources.mapValues { ranks[$0, default: 0] }
    let order = findings.indices.map { index in
      let location = findings[index].location
      return (
        file: files[ObjectIdentifier(location.source), default: 0],
        start: location.range.lowerBound, index: index
      )
    }.sorted { left, right in
      if left.file != right.file { return left.file < right.file }
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
