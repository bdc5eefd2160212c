import Linting
public import ProjectModel
public import Compiler
import Diagnostics
import FoundationEssentials
public import Secrets
import Text

/// The providers of secrets that a person named: an environment of `bpmnc.yaml`, a file, and the
/// variables of this process.
public enum SecretSources {
  /// - Parameters:
  ///   - environment: its sources come first.
  ///   - file: `--secrets`.
  /// - Returns: the providers in the order in which they are asked; `SECRET_*` variables come last.
  public static func providers(
    of environment: ProjectEnvironment? = nil, in settings: ProjectSettings = ProjectSettings(),
    file: String? = nil
  ) throws(ToolFault) -> [any SecretProvider] {
    let variables = ProcessInfo.processInfo.environment
    var providers: [any SecretProvider] = []
    for source in environment?.secrets ?? [] {
      providers.append(provider(source, settings, variables))
    }
    if let file {
      let provider = SecretFile(file)
      try check(provider)
      providers.append(provider)
    }
    let hasVariables = environment?.secrets.contains {
      $0 == .environment(prefix: EnvironmentSecrets.defaultPrefix)
    }
    if hasVariables != true { providers.append(EnvironmentSecrets(variables)) }
    return providers
  }

  private static func provider(
    _ source: ProjectEnvironment.SecretSource, _ settings: ProjectSettings,
    _ variables: [String: String]
  ) -> any SecretProvider {
    switch source {
    case .environment(let prefix): EnvironmentSecrets(variables, prefix: prefix)
    case .envFile(let path): SecretFile(settings.path(path), as: .environmentFile)
    case .jsonFile(let path): SecretFile(settings.path(path), as: .json)
    case .yamlFile(let path): SecretFile(settings.path(path), as: .yaml)
    case .directory(let path): SecretDirectory(settings.path(path))
    case .command(let words): SecretCommand(words)
    }
  }

  /// A file that was named on the command line must be there before anything starts.
  private static func check(_ file: SecretFile) throws(ToolFault) {
    do throws(SecretFault) {
      _ = try file.secret(named: "")
    } catch {
      throw ToolFault(message: error.message)
    }
  }

  /// The environment of a name with its providers, for a lint.
  public static func checked(
    _ name: String, in settings: ProjectSettings
  ) throws(ToolFault) -> SecretEnvironment {
    let environment = try environment(name, in: settings)
    let chain = SecretChain(try providers(of: environment, in: settings))
    return SecretEnvironment(environment, status: chain.status)
  }

  /// The environment of a name.
  public static func environment(
    _ name: String, in settings: ProjectSettings
  ) throws(ToolFault) -> ProjectEnvironment {
    let configuration = settings.configuration
    if let environment = configuration.environment(name) { return environment }
    let known = configuration.environments.map(\.name)
    let place = configuration.source?.path ?? ProjectSettings.fileName
    guard !known.isEmpty else {
      throw ToolFault(
        message: "there is no environment '\(name)': \(place) describes none", status: .badUsage)
    }
    let hint =
      Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
      ?? "there are \(known.joined(separator: ", "))"
    throw ToolFault(
      message: "\(place) has no environment '\(name)'; \(hint)", status: .badUsage)
  }
}
