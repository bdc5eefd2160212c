public import Compiler
import FoundationEssentials
public import ProjectModel
public import Secrets

/// The secret providers that the user configured: an environment of `bpmnc.yaml`, a file, and the
/// environment variables.
public enum SecretSources {
  /// - Parameters:
  ///   - environment: the environment whose sources come first.
  ///   - file: the file of `--secrets`.
  ///   - checksSources: whether files and folders of the environment that cannot be read are faults
  ///     at once, and not when a secret is looked up. Commands are not run.
  /// - Returns: the providers in lookup order; `SECRET_*` variables come last.
  public static func providers(
    of environment: ProjectEnvironment? = nil, in settings: ProjectSettings = ProjectSettings(),
    file: String? = nil, checksSources: Bool = false
  ) throws(ToolFault) -> [any SecretProvider] {
    let variables = ProcessInfo.processInfo.environment
    var providers: [any SecretProvider] = []
    for source in environment?.secrets ?? [] {
      let provider = provider(source, settings, variables)
      if checksSources, !(provider is SecretCommand) { try check(provider) }
      providers.append(provider)
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
    case .command(let arguments): SecretCommand(arguments)
    }
  }

  /// Checks a source before anything starts, with any name.
  private static func check(_ source: any SecretProvider) throws(ToolFault) {
    do throws(SecretFault) {
      _ = try source.secret(named: "A")
    } catch {
      throw ToolFault(message: error.message)
    }
  }

  /// The environment with this name and its providers, for `secret/missing`.
  public static func checked(
    _ name: String, in settings: ProjectSettings
  ) throws(ToolFault) -> SecretEnvironment {
    let environment = try environment(name, in: settings)
    let chain = SecretChain(try providers(of: environment, in: settings))
    return SecretEnvironment(environment, statuses: chain.statuses)
  }

  /// The environment with this name.
  public static func environment(
    _ name: String, in settings: ProjectSettings
  ) throws(ToolFault) -> ProjectEnvironment {
    let configuration = settings.configuration
    if let environment = configuration.environment(name) { return environment }
    throw ToolFault(message: configuration.unknownEnvironment(name), status: .badUsage)
  }
}
