public import ProjectModel
import Text

extension WebhookManifest {
  /// The environments of the URLs, as far as they follow from the URLs: a bundle contains nothing
  /// else about its environment.
  public var environments: [ProjectEnvironment] {
    var found: [ProjectEnvironment] = []
    for entry in entries {
      guard let id = entry.id else { continue }
      for address in entry.addresses
      where !found.contains(where: { $0.name == address.environment }) {
        if let environment = ProjectEnvironment(address, id: id) { found.append(environment) }
      }
    }
    return found
  }
}

extension ProjectEnvironment {
  /// The environment in which the webhook with an ID has an address; nil if the address is not one
  /// of that ID.
  fileprivate init?(_ address: WebhookEntry.Address, id: String) {
    let ending = "/" + WebhookURL.segment(id)
    guard address.url.hasSuffix(ending) else { return nil }
    self.init(name: address.environment)
    kind = address.isOfficial ? .selfManaged : .bpmnc
    let root = "/inbound"
    let prefix = address.url.dropLast(ending.count)
    if prefix.hasSuffix(root) {
      baseURL = String(prefix.dropLast(root.count))
      return
    }
    let parts = prefix.split(separator: "/", omittingEmptySubsequences: false)
    let base = parts.dropLast(2).joined(separator: "/")
    guard parts.count > 2, base.hasSuffix(root),
      let physicalTenant = PercentEncoding.decode(parts[parts.count - 2]),
      let tenant = PercentEncoding.decode(parts[parts.count - 1])
    else { return nil }
    baseURL = String(base.dropLast(root.count))
    hasTenantInPath = true
    self.physicalTenant = physicalTenant
    self.tenant = tenant
  }
}
