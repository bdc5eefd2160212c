import BPMN
public import Diagnostics
import JSON
public import ProjectModel
import Text

/// A bpmnlint configuration, the content of `.bpmnlintrc`.
///
/// `extends` supports the rule sets of bpmnlint and `plugin:camunda-compat`; later sets override
/// earlier ones, and `rules` overrides all. Rules of other plugins, which are JavaScript, are not
/// run and are listed in a warning.
public struct BPMNLintConfiguration: Sendable {
  /// The settings by rule.
  public private(set) var rules: [String: RuleSetting] = [:]
  /// The file.
  public private(set) var path = ""
  /// Whether it is nearer to the files than `bpmnc.yaml`, so that it overrides the rules there.
  public var overridesConfiguration = false

  /// An empty configuration.
  public init() {}

  /// Whether the configuration decides if a rule runs, which is so for the rules of bpmnlint and
  /// its Camunda plugin.
  package func decides(_ rule: String) -> Bool {
    rule.hasPrefix("camunda-compat/") || !rule.contains("/")
  }

  /// Reads the JSON text.
  /// - Parameter known: the available rules.
  public static func read(
    _ source: SourceText, rules known: [LintRule]
  ) -> (configuration: BPMNLintConfiguration, diagnostics: [Diagnostic]) {
    var reader = SettingReader(source)
    var configuration = BPMNLintConfiguration()
    configuration.path = source.path
    do throws(JSONSyntaxError) {
      let root = try JSONNode(parsing: source)
      configuration.read(root, &reader, known)
    } catch {
      reader.complain(
        "the bpmnlint configuration is not JSON: \(error.message)",
        help: "The name of a bpmnc configuration ends in .yaml.", at: error.offset..<error.offset)
    }
    return (configuration, reader.diagnostics)
  }

  private mutating func read(
    _ root: JSONNode, _ reader: inout SettingReader, _ known: [LintRule]
  ) {
    // `moddleExtensions` lists JavaScript packages; Camunda's extensions are built in.
    let parts = reader.mapping(
      root, reader.source.path, keys: ["extends", "rules", "moddleExtensions"])
    for entry in Self.list(parts["extends"]) {
      guard let name = reader.text(entry, "extends") else { continue }
      if let set = BPMNLintSet(name) {
        for rule in known {
          if let setting = set.setting(of: rule) { rules[rule.name] = setting }
        }
      } else {
        reader.reportUnknownSet(name, at: entry.range)
      }
    }
    guard let own = parts["rules"] else { return }
    var unknown: [JSONMember] = []
    for member in reader.members(own, "rules") {
      let name = Self.ruleName(member.key)
      if known.contains(where: { $0.names.contains(name) }) {
        if let setting = reader.bpmnlintSetting(member) { rules[name] = setting }
      } else {
        unknown.append(member)
      }
    }
    reader.reportUnknownRules(unknown, known.flatMap(\.names))
  }

  private static func list(_ node: JSONNode?) -> [JSONNode] {
    guard let node else { return [] }
    return if case .array(let items) = node.value { items } else { [node] }
  }

  /// Removes `bpmnlint/` and shortens the package name of a plugin.
  private static func ruleName(_ name: String) -> String {
    for (prefix, short) in [
      ("bpmnlint/", ""), ("bpmnlint-plugin-camunda-compat/", "camunda-compat/"),
    ] where name.hasPrefix(prefix) {
      return short + name.dropFirst(prefix.count)
    }
    return name
  }
}

/// A rule set of `extends`.
enum BPMNLintSet {
  case recommended, correctness, all
  /// `plugin:camunda-compat/camunda-cloud-8-7`: the rules of that version.
  case camundaCloud(PlatformVersion)
  /// `plugin:camunda-compat/camunda-platform-7-19`.
  case camundaPlatform(PlatformVersion)
  case camundaCompatAll

  init?(_ name: String) {
    switch name {
    case "bpmnlint:recommended": self = .recommended
    case "bpmnlint:correctness": self = .correctness
    case "bpmnlint:all": self = .all
    case "plugin:camunda-compat/all": self = .camundaCompatAll
    default:
      guard let version = Self.version(name, "plugin:camunda-compat/camunda-cloud-", 1, 8) else {
        guard let version = Self.version(name, "plugin:camunda-compat/camunda-platform-", 7)
        else { return nil }
        self = .camundaPlatform(version)
        return
      }
      self = .camundaCloud(version)
    }
  }

  /// The version at the end of a set's name, if its major version is given and it is not newer than
  /// the newest known version, because an unknown set would check nothing.
  private static func version(
    _ name: String, _ prefix: String, _ majors: Int...
  ) -> PlatformVersion? {
    guard name.hasPrefix(prefix),
      let version = PlatformVersion(
        name.dropFirst(prefix.count).split(separator: "-").joined(separator: ".")),
      majors.contains(version.major),
      version.major != 8 || version <= PlatformVersion.newest
    else { return nil }
    return version
  }

  /// The setting of a rule in the set; nil if the set does not contain it.
  package func setting(of rule: LintRule) -> RuleSetting? {
    let isCompat = rule.name.hasPrefix("camunda-compat/")
    let isCore = !rule.name.contains("/")
    switch self {
    case .recommended:
      return isCore ? Self.recommendedRules[rule.name].map { .init(severity: $0) } : nil
    case .correctness:
      return isCore ? Self.correctnessRules[rule.name].map { .init(severity: $0) } : nil
    case .all:
      return isCore ? .init(severity: .error) : nil
    case .camundaCompatAll:
      return isCompat ? .init(severity: .error) : nil
    case .camundaCloud(let version):
      if rule.name == "start-event-required" { return .init(severity: .error) }
      guard isCompat, let severity = rule.severity, rule.platforms?.contains(version) ?? true
      else { return nil }
      return .init(
        severity: severity, options: ["version": .string("\(version.major).\(version.minor)")])
    case .camundaPlatform(let version):
      guard rule.name == "camunda-compat/history-time-to-live" else { return nil }
      return .init(
        severity: .info,
        options: [
          "platform": "camunda-platform",
          "version": .string("\(version.major).\(version.minor)"),
        ])
    }
  }

  /// The rules and severities of `bpmnlint:recommended`.
  private static let recommendedRules: [String: Diagnostic.Severity] = [
    "ad-hoc-sub-process": .error, "conditional-flows": .error, "end-event-required": .error,
    "event-based-gateway": .error, "event-sub-process-typed-start-event": .error,
    "fake-join": .warning, "global": .warning, "label-required": .error, "link-event": .error,
    "no-bpmndi": .error, "no-complex-gateway": .error, "no-disconnected": .error,
    "no-duplicate-sequence-flows": .error, "no-gateway-join-fork": .error,
    "no-implicit-end": .error, "no-implicit-split": .error, "no-implicit-start": .error,
    "no-inclusive-gateway": .warning, "no-overlapping-elements": .warning,
    "single-blank-start-event": .error, "single-event-definition": .error,
    "start-event-required": .error, "sub-process-blank-start-event": .error,
    "superfluous-gateway": .warning, "superfluous-termination": .warning,
  ]

  /// The rules and severities of `bpmnlint:correctness`.
  private static let correctnessRules: [String: Diagnostic.Severity] = [
    "ad-hoc-sub-process": .error, "conditional-event": .error, "event-based-gateway": .error,
    "event-sub-process-typed-start-event": .error, "link-event": .error,
    "no-duplicate-sequence-flows": .warning, "single-blank-start-event": .error,
    "sub-process-blank-start-event": .error,
  ]
}

extension SettingReader {
  /// A severity (`off`, `warn`, `error`, `info`, or 0 to 3), or a list of a severity and options.
  fileprivate mutating func bpmnlintSetting(_ member: JSONMember) -> RuleSetting? {
    var level = member.value
    var options: JSONValue = [:]
    if case .array(let items) = member.value.value, let first = items.first {
      level = first
      if items.count > 1 { options = items[1].plain }
    }
    if let number = level.int, 0...3 ~= number {
      let severities: [Diagnostic.Severity?] = [nil, .warning, .error, .info]
      return RuleSetting(severity: severities[number], options: options)
    }
    return choice(level, "the severity of '\(member.key)'", RuleLevel.self)
      .map { RuleSetting(severity: $0.severity, options: options) }
  }

  fileprivate mutating func reportUnknownSet(_ name: String, at range: Range<Int>) {
    let known = [
      "bpmnlint:recommended", "bpmnlint:correctness", "bpmnlint:all", "plugin:camunda-compat/all",
      "plugin:camunda-compat/camunda-cloud-8-9",
    ]
    if name.hasPrefix("plugin:"), !name.hasPrefix("plugin:camunda-compat/") {
      warn(
        "the rules of '\(name)' are skipped: bpmnc cannot run JavaScript",
        help: "Write the rules you need as 'checks' in bpmnc.yaml.", at: range)
    } else {
      complain(
        "unknown rule set '\(name)'",
        help: Suggestion.nearest(to: name, among: known).map { "Did you mean '\($0)'?" },
        at: range)
    }
  }

  fileprivate mutating func reportUnknownRules(_ members: [JSONMember], _ known: [String]) {
    for member in members {
      if member.key.contains("/"), !member.key.hasPrefix("camunda-compat/"),
        !member.key.hasPrefix("bpmnlint")
      {
        warn(
          "the rule '\(member.key)' is skipped: it belongs to an unsupported plugin",
          help: "Write it as one of the 'checks' in bpmnc.yaml.", at: member.keyRange)
      } else {
        complain(
          "unknown rule '\(member.key)'",
          help: Suggestion.nearest(to: member.key, among: known).map { "Did you mean '\($0)'?" },
          at: member.keyRange)
      }
    }
  }
}
