package import JSON
import Text

/// Why a file of `extends` cannot be used, as a predicate for its path.
public struct ExtensionFault: Error, Sendable {
  /// The problem: "cannot be read".
  public var message: String

  /// A fault with its problem.
  public init(_ message: String) {
    self.message = message
  }
}

extension SettingReader {
  /// The configurations of `extends`, in order; later ones override earlier ones.
  package mutating func bases(
    _ node: JSONNode?, _ read: (String) -> Result<Configuration, ExtensionFault>
  ) -> [Configuration] {
    guard let node else { return [] }
    var bases: [Configuration] = []
    for path in texts(node, "extends") {
      switch read(path) {
      case .success(let base): bases.append(base)
      case .failure(let fault):
        let isRuleSet = path.hasPrefix("bpmnlint:") || path.hasPrefix("plugin:")
        complain(
          "'\(path)' \(fault.message)",
          help: isRuleSet ? "Write rule sets of bpmnlint to a .bpmnlintrc." : nil, at: node.range)
      }
    }
    return bases
  }
}

extension Configuration {
  /// This configuration with the settings of others that it does not have itself.
  ///
  /// Rules and overrides of the others come first, so that these override them; lists are combined,
  /// and environments and checks with the same name replaced.
  func extending(_ bases: [Configuration]) -> Configuration {
    guard !bases.isEmpty else { return self }
    var result = bases[0]
    for next in bases.dropFirst() + [self] { result.add(next) }
    result.source = source
    return result
  }

  private mutating func add(_ next: Configuration) {
    if !next.include.isEmpty { include = next.include }
    exclude += next.exclude
    platform = next.platform ?? platform
    templates += next.templates
    failOn = next.failOn ?? failOn
    // The rules of a later file also override the overrides of an earlier one.
    overrides.append(
      Override(files: PathPatterns(["**"]), platform: next.platform, rules: next.rules))
    overrides += next.overrides
    checks.removeAll { old in next.checks.contains { $0.name == old.name } }
    checks += next.checks
    environments.removeAll { old in next.environments.contains { $0.name == old.name } }
    environments += next.environments
    external.formUnion(next.external)
  }

  /// This configuration with its paths relative to another folder.
  /// - Parameter folder: the folder of this configuration, relative to the other one.
  public func moved(from folder: String) -> Configuration {
    guard !folder.isEmpty else { return self }
    func moved(_ path: String) -> String { path.hasPrefix("/") ? path : "\(folder)/\(path)" }
    var result = self
    result.templates = templates.map(moved)
    result.environments = environments.map { environment in
      var environment = environment
      environment.secrets = environment.secrets.map { source in
        switch source {
        case .envFile(let path): .envFile(moved(path))
        case .directory(let path): .directory(moved(path))
        case .jsonFile(let path): .jsonFile(moved(path))
        case .yamlFile(let path): .yamlFile(moved(path))
        case .environment, .command: source
        }
      }
      return environment
    }
    return result
  }
}
