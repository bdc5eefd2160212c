package import BPMN
public import Diagnostics
package import JSON
import Text
import YAML

extension Configuration {
  /// Reads `bpmnc.yaml`.
  ///
  /// Invalid settings are reported by `project/configuration` and skipped. A file that is not YAML
  /// results in an empty configuration.
  /// - Parameters:
  ///   - rules: the names of all rules; others are errors.
  ///   - base: reads a file of `extends`, whose path is relative to this file.
  public static func read(
    _ source: SourceText, rules known: [String],
    base: (_ path: String) -> Result<Configuration, ExtensionFault> = { _ in
      .failure(ExtensionFault("cannot be read here"))
    }
  ) -> (configuration: Configuration, diagnostics: [Diagnostic]) {
    var reader = SettingReader(source)
    var configuration = Configuration()
    configuration.source = source
    let root: JSONNode
    do throws(YAMLSyntaxError) {
      root = try JSONNode(parsingYAML: source)
    } catch {
      reader.complain("invalid YAML: \(error.message)", at: error.offset..<error.offset)
      return (configuration, reader.diagnostics)
    }
    let settings = reader.mapping(root, source.path, keys: keys)
    if let version = settings["version"], version.int != 1 {
      reader.complain(
        "unsupported version \(version.plain.text(.compact)) (expected 1)", at: version.range)
    }
    let bases = reader.bases(settings["extends"], base)
    configuration.include = reader.patterns(settings["include"], "include")
    configuration.exclude = reader.patterns(settings["exclude"], "exclude")
    configuration.platform = reader.platform(settings["platform"])
    configuration.templates = reader.texts(settings["templates"], "templates")
    configuration.failOn = reader.choice(settings["fail-on"], "fail-on", FailOn.self)?.severity
    configuration.checks = reader.companyRules(settings["checks"], known)
    let names =
      known + bases.flatMap { $0.checks.map(\.name) } + reader.companyNames(settings["checks"])
    configuration.rules = reader.rules(settings["rules"], names)
    configuration.overrides = reader.overrides(settings["overrides"], names)
    configuration.environments = reader.environments(settings["environments"])
    configuration.external = reader.external(settings["external"])
    return (configuration.extending(bases), reader.diagnostics)
  }

  /// The members of the file.
  private static let keys = [
    "version", "extends", "include", "exclude", "platform", "templates", "fail-on", "rules",
    "overrides", "checks", "environments", "external",
  ]

  private enum FailOn: String, CaseIterable {
    case error, warning
    var severity: Diagnostic.Severity { self == .error ? .error : .warning }
  }
}

extension SettingReader {
  package mutating func platform(_ node: JSONNode?) -> PlatformVersion? {
    guard let text = text(node, "platform"), let node else { return nil }
    guard let version = PlatformVersion(text), version.isKnown else {
      complain(
        "unknown Camunda version '\(text)'",
        help: "Known versions: \(PlatformVersion.knownVersions).", at: node.range)
      return nil
    }
    return version
  }

  // MARK: Rules

  package mutating func rules(_ node: JSONNode?, _ known: [String]) -> [Configuration.RulePattern] {
    guard let node else { return [] }
    return members(node, "rules").compactMap { member in
      checkRuleName(member, known)
      guard let setting = setting(member.value, member.key) else { return nil }
      return Configuration.RulePattern(
        name: member.key, setting: setting, location: location(member.keyRange))
    }
  }

  private mutating func checkRuleName(_ member: JSONMember, _ known: [String]) {
    let isKnown =
      member.key.hasSuffix("*")
      ? known.contains { $0.hasPrefix(member.key.dropLast()) } : known.contains(member.key)
    guard !isKnown else { return }
    complain(
      "unknown rule '\(member.key)'",
      help: Suggestion.nearest(to: member.key, among: known).map { "Did you mean '\($0)'?" }
        ?? "'bpmnc explain' lists all rules.",
      at: member.keyRange)
  }

  /// `warning`, `[warning, {…}]` or `{severity: warning, options: {…}}`.
  private mutating func setting(_ node: JSONNode, _ rule: String) -> RuleSetting? {
    switch node.value {
    case .array(let items) where items.count == 2:
      guard let level = level(items[0], rule) else { return nil }
      return RuleSetting(severity: level.severity, options: items[1].plain)
    case .object:
      let parts = mapping(node, "rule '\(rule)'", keys: ["severity", "options"])
      let options = parts["options"]?.plain ?? [:]
      guard let severity = parts["severity"] else {
        return RuleSetting(keepingSeverityWith: options)
      }
      guard let level = level(severity, rule) else { return nil }
      return RuleSetting(severity: level.severity, options: options)
    default:
      guard let level = level(node, rule) else { return nil }
      return RuleSetting(severity: level.severity)
    }
  }

  /// A severity or off. A plain `off` is false in YAML 1.1, so false is accepted, too.
  mutating func level(_ node: JSONNode, _ rule: String) -> RuleLevel? {
    if node.bool == false { return .off }
    return choice(node, "the severity of '\(rule)'", RuleLevel.self)
  }

  // MARK: Overrides and externals

  package mutating func overrides(_ node: JSONNode?, _ known: [String]) -> [Configuration.Override]
  {
    guard let node else { return [] }
    guard case .array(let items) = node.value else {
      complain("'overrides' must be a list of mappings with 'files' and 'rules'", at: node.range)
      return []
    }
    return items.map { item in
      let parts = mapping(item, "an override", keys: ["files", "platform", "rules"])
      let files = patterns(parts["files"], "files")
      if parts["files"] == nil || isEmptyList(parts["files"]) {
        complain("an override needs 'files'", at: item.range)
      }
      return Configuration.Override(
        files: PathPatterns(files),
        platform: platform(parts["platform"]), rules: rules(parts["rules"], known))
    }
  }

  package mutating func external(_ node: JSONNode?) -> Configuration.External {
    guard let node else { return Configuration.External() }
    let parts = mapping(
      node, "external", keys: ["processes", "forms", "decisions", "resources"])
    return Configuration.External(
      processes: Set(texts(parts["processes"], "processes")),
      forms: Set(texts(parts["forms"], "forms")),
      decisions: Set(texts(parts["decisions"], "decisions")),
      resources: Set(texts(parts["resources"], "resources")))
  }
}

/// The level of a rule in a configuration; `warn` is bpmnlint's name for `warning`.
package enum RuleLevel: String, CaseIterable {
  case off, info, warning, warn, error

  package var severity: Diagnostic.Severity? {
    switch self {
    case .off: nil
    case .info: .info
    case .warning, .warn: .warning
    case .error: .error
    }
  }
}
