import Diagnostics
package import JSON
import Secrets
import Text

extension SettingReader {
  package mutating func environments(_ node: JSONNode?) -> [ProjectEnvironment] {
    guard let node else { return [] }
    return members(node, "environments").map { environment($0) }
  }

  private mutating func environment(_ member: JSONMember) -> ProjectEnvironment {
    let name = "environment '\(member.key)'"
    let errorsBefore = errorCount
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
    environment.region = label(parts["region"], "region")
    environment.clusterID = label(parts["cluster-id"], "cluster-id")
    environment.cluster = address(parts["cluster"], "cluster")
    environment.baseURL = webhookAddress(parts["base-url"], "base-url")
    environment.publicURL = webhookAddress(parts["public-url"], "public-url")
    environment.tenant = text(parts["tenant"], "tenant")
    environment.physicalTenant = text(parts["physical-tenant"], "physical-tenant")
    environment.hasTenantInPath = flag(parts["tenant-in-path"], "tenant-in-path") ?? false
    environment.hasInvalidAddress = errorCount > errorsBefore
    environment.secrets = secretSources(parts["secrets"])
    environment.twilio = twilio(parts["twilio"])
    checkCompleteness(environment, parts, member)
    return environment
  }

  private static func impliedKind(_ parts: [String: JSONNode]) -> ProjectEnvironment.Kind {
    if parts["region"] != nil || parts["cluster-id"] != nil { return .saas }
    return parts["cluster"] != nil ? .selfManaged : .bpmnc
  }

  private mutating func checkCompleteness(
    _ environment: ProjectEnvironment, _ parts: [String: JSONNode], _ member: JSONMember
  ) {
    switch environment.kind {
    case .saas where parts["region"] == nil || parts["cluster-id"] == nil:
      complain(
        "environment '\(environment.name)' is on Camunda SaaS and needs 'region' and 'cluster-id'",
        help: "The console shows both in the details of the cluster.", at: member.keyRange)
    case .selfManaged where parts["base-url"] == nil && parts["public-url"] == nil:
      complain(
        "environment '\(environment.name)' is self-managed and needs 'base-url', the address of "
          + "its connectors",
        at: member.keyRange)
    default: break
    }
  }

  /// An HTTP address without a query and credentials.
  private mutating func address(_ node: JSONNode?, _ what: String) -> String? {
    guard let text = text(node, what), let node else { return nil }
    if let fault = WebAddress.fault(in: text) {
      complain("\(what) \(fault)", at: node.range)
      return nil
    }
    return text
  }

  /// The address of connectors, to which `/inbound/…` is appended.
  private mutating func webhookAddress(_ node: JSONNode?, _ what: String) -> String? {
    guard let address = address(node, what), let node else { return nil }
    if WebAddress.trimmed(address).hasSuffix("/inbound") {
      warn(
        "\(what) ends in /inbound, so the URLs of webhooks would contain it twice",
        help: "Remove it; /inbound and the webhook's ID are appended to the address.",
        at: node.range)
    }
    return address
  }

  /// A part of a host name or of a path: letters, digits and `-`.
  private mutating func label(_ node: JSONNode?, _ what: String) -> String? {
    guard let text = text(node, what), let node else { return nil }
    guard text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" }) else {
      complain("\(what) may contain only letters, digits and '-', not '\(text)'", at: node.range)
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
      complain("'secrets' must be a list of sources, which are searched in order", at: node.range)
      return []
    }
    return items.compactMap { secretSource($0) }
  }

  private mutating func secretSource(_ node: JSONNode) -> ProjectEnvironment.SecretSource? {
    if node.string == "environment" {
      return .environment(prefix: EnvironmentSecrets.defaultPrefix)
    }
    let kinds = ["environment", "env-file", "directory", "json", "yaml", "command"]
    let parts = mapping(node, "a secret source", keys: kinds)
    guard parts.count == 1, let (kind, value) = parts.first else {
      if node.members.count != 1 {
        complain(
          "a secret source must have exactly one of \(kinds.joined(separator: ", "))",
          at: node.range)
      }
      return nil
    }
    switch kind {
    case "environment":
      let settings = mapping(value, "environment", keys: ["prefix"])
      // An empty prefix is allowed: every variable is then a secret.
      if settings["prefix"]?.string == "" { return .environment(prefix: "") }
      return .environment(
        prefix: text(settings["prefix"], "prefix") ?? EnvironmentSecrets.defaultPrefix)
    case "command":
      let arguments = texts(value, "command")
      if arguments.isEmpty {
        complain("'command' needs a program and its arguments", at: value.range)
      }
      return arguments.isEmpty ? nil : .command(arguments)
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
      complain("'numbers' must be a list of mappings", at: numbers.range)
      return ProjectEnvironment.Twilio()
    }
    var seen: Set<String> = []
    return ProjectEnvironment.Twilio(
      numbers: items.compactMap { item in
        guard let number = number(item) else { return nil }
        guard seen.insert(number.address).inserted else {
          complain(
            "duplicate entry '\(number.address)'; Twilio calls only one URL for it",
            help: "Receive all its messages with one webhook and use activation conditions.",
            at: item.range)
          return nil
        }
        return number
      })
  }

  private mutating func number(
    _ node: JSONNode
  ) -> ProjectEnvironment.Twilio.Number? {
    let kinds = ProjectEnvironment.Twilio.Number.Kind.allCases
    let parts = mapping(
      node, "an entry of 'numbers'",
      keys: kinds.map(\.rawValue) + ["sid", "webhook", "fallback-url"])
    let named = kinds.filter { parts[$0.rawValue] != nil }
    guard named.count == 1, let kind = named.first,
      let address = text(parts[kind.rawValue], kind.rawValue)
    else {
      complain(
        "an entry of 'numbers' needs exactly one of "
          + kinds.map(\.rawValue).joined(separator: ", "),
        at: node.range)
      return nil
    }
    guard Self.isAddress(address, kind) else {
      let example =
        switch kind {
        case .number: "+15005550006, in quotes, or its SID (PN…)"
        case .messagingService: "the SID of a service (MG…)"
        case .whatsApp: "whatsapp:+15005550006"
        }
      complain("invalid \(kind.rawValue) '\(address)'", help: "Write \(example).", at: node.range)
      return nil
    }
    guard let webhook = text(parts["webhook"], "webhook") else {
      complain("'\(address)' needs 'webhook', the ID of the webhook to call", at: node.range)
      return nil
    }
    return ProjectEnvironment.Twilio.Number(
      kind: kind, address: address, sid: text(parts["sid"], "sid"), webhook: webhook,
      fallbackURL: self.address(parts["fallback-url"], "fallback-url"),
      location: location(node.range))
  }

  /// Whether it is an E.164 number or a SID, depending on the kind.
  private static func isAddress(
    _ text: String, _ kind: ProjectEnvironment.Twilio.Number.Kind
  ) -> Bool {
    switch kind {
    case .number: text.isE164 || text.isTwilioSID("PN")
    case .messagingService: text.isTwilioSID("MG")
    case .whatsApp: PhoneNumber.isWhatsApp(text) && PhoneNumber.plain(text).isE164
    }
  }
}
