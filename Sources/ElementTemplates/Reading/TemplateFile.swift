public import Diagnostics
import JSON

/// A file of element templates: one template, or an array of them.
///
/// A template that cannot be read is left out and reported; the others of the file still count.
/// Whether a template keeps all rules of the format is another question: `TemplateValidation`.
public struct TemplateFile: Sendable {
  /// The text of the file.
  public let source: SourceText
  /// The templates that could be read.
  public private(set) var templates: [ElementTemplate] = []
  /// What is wrong with the file as a whole: no JSON, no template, twice the same key. Findings
  /// have the rule `template/invalid` and JSON pointers as paths.
  private(set) var documentDiagnostics: [Diagnostic] = []
  /// Why templates of the file were left out.
  private var readingDiagnostics: [Diagnostic] = []
  /// The values that should be templates of Camunda 8.
  private(set) var candidates: [JSONNode] = []
  /// The whole document; nil where the text is no JSON.
  let root: JSONNode?

  /// Why parts of the file cannot be used.
  public var diagnostics: [Diagnostic] { documentDiagnostics + readingDiagnostics }

  /// The largest file that is read, in bytes. Hundreds of templates fit in; what is larger is no
  /// file of templates, and would take many times its size in memory.
  public static let maximumSize = 32 << 20

  /// Reads a JSON text.
  public init(parsing source: SourceText) {
    self.init(parsing: source, maximumValueCount: 2_000_000)
  }

  /// - Parameter maximumValueCount: how many JSON values the file may hold; by default more than
  ///   a file of the largest size does where it is one of templates.
  init(parsing source: SourceText, maximumValueCount: Int) {
    self.source = source
    if let reason = source.whyNoTemplates {
      root = nil
      documentDiagnostics.append(.notJSON(reason, at: 0, in: source))
      return
    }
    do {
      let root = try JSONNode(parsing: source)
      self.root = root
      addAll(root, maximumValueCount: maximumValueCount)
    } catch {
      root = nil
      documentDiagnostics.append(.notJSON(error.message, at: error.offset, in: source))
    }
  }

  private mutating func addAll(_ root: JSONNode, maximumValueCount: Int) {
    if root.valueCount > maximumValueCount {
      documentDiagnostics.append(.tooManyValues(root, maximumValueCount, in: source))
      return
    }
    documentDiagnostics += root.duplicateKeys.map { .duplicateKey($0, root, in: source) }
    switch root.value {
    case .object: add(root, of: root)
    case .array(let items): items.forEach { add($0, of: root) }
    default: documentDiagnostics.append(.notTemplates(root, in: source))
    }
  }

  private mutating func add(_ json: JSONNode, of root: JSONNode) {
    if let schema = json["$schema"], SchemaReference(schema)?.isOfOtherPlatform == true {
      documentDiagnostics.append(.otherPlatform(json, schema, in: source))
      return
    }
    candidates.append(json)
    var faults: [TemplateFault] = []
    if let template = ElementTemplate(json, in: source, faults: &faults) {
      templates.append(template)
    }
    readingDiagnostics += faults.map { fault in
      var diagnostic = fault.diagnostic(
        rule: Diagnostic.invalidTemplateRule, severity: .error, root: root, source: source)
      diagnostic.message = "\(json.templateTitle) is left out: \(fault.message)"
      return diagnostic
    }
  }
}

extension SourceText {
  /// What a file is that need not be read as JSON; nil where it may be some.
  fileprivate var whyNoTemplates: String? {
    if bytes.count > TemplateFile.maximumSize {
      return "the file has \(bytes.count >> 20) MiB; at most "
        + "\(TemplateFile.maximumSize >> 20) MiB are read"
    }
    let start = bytes.prefix(4)
    if start.starts(with: [0xFE, 0xFF]) || start.starts(with: [0xFF, 0xFE]) || start.contains(0) {
      return "the file is in UTF-16 or UTF-32; save it as UTF-8"
    }
    return nil
  }
}

extension JSONNode {
  /// How many values it holds, itself among them.
  fileprivate var valueCount: Int {
    items.reduce(1) { $0 + $1.valueCount } + members.reduce(0) { $0 + $1.value.valueCount }
  }

  /// The members whose key stands earlier in the same object, here and below.
  var duplicateKeys: [JSONMember] {
    switch value {
    case .array(let items): return items.flatMap(\.duplicateKeys)
    case .object(let members):
      var result: [JSONMember] = []
      var seen: Set<String> = []
      for member in members {
        if !seen.insert(member.key).inserted { result.append(member) }
        result += member.value.duplicateKeys
      }
      return result
    default: return []
    }
  }
}

extension Diagnostic {
  /// # template/invalid
  ///
  /// A template keeps the rules of the official schema.
  ///
  /// Modelers pass over a template that breaks one, or leave a part of it out, often without a
  /// word. Paths in findings are JSON pointers. A template of Camunda 7 in the folder is only
  /// noted, and left out.
  ///
  /// Severity: error or info
  ///
  /// Bad:
  /// ```json
  /// "properties": [
  ///   {"type": 1️⃣"Strin",
  ///    "binding": {"type": "zeebe:input", "name": "x"}}
  /// ]
  /// ```
  ///
  /// Good:
  /// ```json
  /// "properties": [
  ///   {"type": "String",
  ///    "binding": {"type": "zeebe:input", "name": "x"}}
  /// ]
  /// ```
  static let invalidTemplateRule = "template/invalid"

  fileprivate static func notJSON(
    _ reason: String, at offset: Int, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      rule: invalidTemplateRule, severity: .error, message: "not JSON: \(reason)",
      help: "Nothing of this file was used. Correct it, or export the template anew.",
      location: SourceLocation(
        source, offset..<max(offset, min(offset + 1, source.bytes.count))))
  }

  fileprivate static func duplicateKey(
    _ member: JSONMember, _ root: JSONNode, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      rule: invalidTemplateRule, severity: .error,
      message: "'\(member.key)' stands twice in this object, of which only the last would count",
      help: "Take one of them away.", location: SourceLocation(source, member.keyRange),
      path: root.pointer(to: member.keyRange))
  }

  fileprivate static func tooManyValues(
    _ root: JSONNode, _ limit: Int, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      rule: invalidTemplateRule, severity: .error,
      message: "the file holds more than \(limit) values, which no templates do",
      location: source.location(ofJSON: root.range), path: "")
  }

  fileprivate static func notTemplates(_ root: JSONNode, in source: SourceText) -> Diagnostic {
    Diagnostic(
      rule: invalidTemplateRule, severity: .error,
      message: "a template file holds a template or an array of templates, not \(root.kind)",
      location: SourceLocation(source, root.range), path: "")
  }

  fileprivate static func otherPlatform(
    _ json: JSONNode, _ schema: JSONNode, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      rule: invalidTemplateRule, severity: .info,
      message: "\(json.templateTitle) is made for Camunda 7 and was left out",
      help:
        "Templates of Camunda 8 name the schema '@camunda/zeebe-element-templates-json-schema'.",
      location: SourceLocation(source, schema.range))
  }
}

extension JSONNode {
  /// How messages name a template that may lack a name.
  var templateTitle: String {
    if let name = self["name"]?.string { return "the template \"\(name)\"" }
    if let id = self["id"]?.string { return "the template '\(id)'" }
    return "a template without name"
  }
}
