import Diagnostics
import JSON
import Secrets

extension SettingReader {
  mutating func environments(_ node: JSONNode?) -> [ProjectEnvironment] {
    guard let node else { return [] }
    return members(node, "environments").map { environment($0) }
  }

  private mutating func environment(_ member: JSONMember) -> ProjectEnvironment {
    let name = "environment '\(member.key)'"
    let parts = mapping(
      member.value, name,
      keys: [
        "kind", "runtime", "region", "cluster-id", "cluster", "base-url", "public-url", "tenant",
        "physical-tenant", "tenant-in-path", "secrets", "twilio",
      ])
    var environment = ProjectEnvironment(name: member.key)
    environment.location = location(member.keyRange)
    environment.kind =
      choice(parts["kind"], "the kind of \(name)") ?? Self.impliedKind(parts)
    environment.runtime = choice(parts["runtime"], "the runtime of \(name)")
    environment.region = text(parts["region"], "region")
    environment.clusterID = text(parts["cluster-id"], "cluster-id")
    environment.cluster = address(parts["cluster"], "cluster")
    environment.baseURL = address(parts["base-url"], "base-url")
    environment.publicURL = address(parts["public-url"], "public-url")
    environment.tenant = text(parts["tenant"], "tenant")
    environment.physicalTenant = text(parts["physical-tenant"], "physical-tenant")
    environment.hasTenantInPath = flag(parts["tenant-in-path"], "tenant-in-path") ?? false
    environment.secrets = secretSources(parts["secrets"])
    environment.twilio = twilio(parts["twilio"])
    checkCompleteness(environment, member)
    return environment
  }

  private static func impliedKind(_ parts: [String: JSONNode]) -> ProjectEnvironment.Kind {
    if parts["region"] != nil || parts["cluster-id"] != nil { return .saas }
    return parts["cluster"] != nil ? .selfManaged : .bpmnc
  }

  private mutating func checkCompleteness(_ environment: ProjectEnvironment, _ member: JSONMember) {
    switch environment.kind {
    case .saas where environment.region == nil || environment.clusterID == nil:
      complain(
        "environment '\(environment.name)' is on Camunda SaaS and needs 'region' and 'cluster-id'",
        help: "Both stand in the console, in the details of the cluster.", at: member.keyRange)
    case .selfManaged where environment.baseURL == nil && environment.publicURL == nil:
      complain(
        "environment '\(environment.name)' is self-managed and needs 'base-url', the address of"
          + " its connectors",
        at: member.keyRange)
    default: break
    }
  }

  /// An address over HTTP, without a query and without credentials.
  private mutating func address(_ node: JSONNode?, _ what: String) -> String? {
    guard let text = text(node, what), let node else { return nil }
    let rest = ["https://", "http://"].lazy
      .compactMap { text.hasPrefix($0) ? text.dropFirst($0.count) : nil }.first
    guard let rest, let host = rest.split(separator: "/").first, !rest.hasPrefix("/") else {
      complain(
        "\(what) must be an address that begins with https:// or http://", at: node.range)
      return nil
    }
    if host.contains("@") || text.contains("?") || text.contains("#") || text.contains(" ") {
      complain(
        "\(what) must be a plain address, without user, query, fragment or blanks", at: node.range)
      return nil
    }
    return text
  }

  // MARK: Secrets

  private mutating func secretSources(
    _ node: JSONNode?
  ) -> [ProjectEnvironment.SecretSource] {
    guard let node else { return [] }
    guard case .array(let items) = node.value else {
      complain("secrets must be a list of sources, which are asked in its order", at: node.range)
      return []
    }
    return items.compactMap { secretSource($0) }
  }

  private mutating func secretSource(_ node: JSONNode) -> ProjectEnvironment.SecretSource? {
    if node.string == "environment" {
      return .environment(prefix: EnvironmentSecrets.defaultPrefix)
    }
    let kinds = ["environment", "env-file", "directory", "json", "yaml", "command"]
    let parts = mapping(node, "a source of secrets", keys: kinds)
    guard parts.count == 1, let (kind, value) = parts.first else {
      if node.members.count != 1 {
        complain(
          "a source of secrets is one of \(kinds.joined(separator: ", "))", at: node.range)
      }
      return nil
    }
    switch kind {
    case "environment":
      let settings = mapping(value, "environment", keys: ["prefix"])
      // An empty prefix is a choice: every variable is a secret then.
      if settings["prefix"]?.string == "" { return .environment(prefix: "") }
      return .environment(
        prefix: text(settings["prefix"], "prefix") ?? EnvironmentSecrets.defaultPrefix)
    case "command":
      let words = texts(value, "command")
      if words.isEmpty { complain("command needs a program and its words", at: value.range) }
      return words.isEmpty ? nil : .command(words)
    default:
      guard let path = text(value, kind) else { return nil }
      switch kind {
      case "env-file": return .envFile(path)
      case "directory": return .directory(path)
      case "json": return .jsonFile(path)
      default: return .yamlFile(path)
      }
    }
  }

  // MARK: Twilio

  private mutating func twilio(_ node: JSONNode?) -> ProjectEnvironment.Twilio {
    guard let node else { return ProjectEnvironment.Twilio() }
    let parts = mapping(node, "twilio", keys: ["numbers"])
    guard let numbers = parts["numbers"] else { return ProjectEnvironment.Twilio() }
    guard case .array(let items) = numbers.value else {
      complain("numbers must be a list of mappings", at: numbers.range)
      return ProjectEnvironment.Twilio()
    }
    return ProjectEnvironment.Twilio(numbers: items.compactMap { number($0) })
  }

  private mutating func number(
    _ node: JSONNode
  ) -> ProjectEnvironment.Twilio.Number? {
    let kinds = ProjectEnvironment.Twilio.Number.Kind.allCases
    let parts = mapping(
      node, "an entry of numbers", keys: kinds.map(\.rawValue) + ["webhook", "fallback-url"])
    let named = kinds.filter { parts[$0.rawValue] != nil }
    guard named.count == 1, let kind = named.first,
      let address = text(parts[kind.rawValue], kind.rawValue)
    else {
      complain(
        "an entry of numbers names one of \(kinds.map(\.rawValue).joined(separator: ", "))",
        at: node.range)
      return nil
    }
    guard let webhook = text(parts["webhook"], "webhook") else {
      complain("'\(address)' needs 'webhook', the id of the webhook that it calls", at: node.range)
      return nil
    }
    return ProjectEnvironment.Twilio.Number(
      kind: kind, address: address, webhook: webhook,
      fallbackURL: self.address(parts["fallback-url"], "fallback-url"),
      location: location(node.range))
  }
}
