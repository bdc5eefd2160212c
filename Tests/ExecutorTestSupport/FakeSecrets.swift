import EngineProtocol
package import Secrets

/// Secrets by name.
package struct FakeSecrets: SecretProvider {
  package let name = "fake"
  package var values: [String: String]

  package init(_ values: [String: String] = [:]) { self.values = values }

  package func secret(named name: String) -> SecretValue? { values[name].map { SecretValue($0) } }
}

/// The hole for a secret, as the compiler creates it.
package func hole(_ name: String) -> String { SecretHole.marking("{{secrets.\(name)}}") }
