import BPMN
public import JSON
public import SecretReferences
import Text

/// The secrets of a project in several environments.
public struct SecretMatrix: Sendable {
  private let checks: [(environment: String, check: SecretCheck)]
  private let inventory: SecretInventory

  /// - Parameter checks: the check of the same project in each environment.
  public init(_ inventory: SecretInventory, _ checks: [(environment: String, check: SecretCheck)]) {
    self.inventory = inventory
    self.checks = checks
  }

  /// Whether every reference is resolved in every environment.
  public var isComplete: Bool { checks.allSatisfy(\.check.isComplete) }

  /// The statuses as a text table, with a column for each environment.
  public var table: String { inventory.uses.isEmpty ? "no secrets\n" : cells.text }

  /// The statuses as comma-separated values.
  public var csv: String { cells.csv }

  private var cells: TextTable {
    let counts = Dictionary(grouping: inventory.uses, by: \.reference.name).mapValues(\.count)
    return TextTable(
      header: ["SECRET"] + checks.map { $0.environment.uppercased() } + ["PLACES"],
      rows: inventory.names.map { name in
        [name]
          + checks.map { _, check in
            let provider = check.provider(of: name).map { " (\($0))" } ?? ""
            return check.statusName(name) + provider
          } + ["\(counts[name] ?? 0)"]
      })
  }

  /// The inventory with the status of each secret, and the outcome of each reference, in each
  /// environment.
  public var json: JSONValue {
    inventory.json(
      describeSecret: { name, entry in
        let found = checks.map { environment, check -> JSONObject in
          var object = JSONObject([("environment", .string(environment))])
          check.describe(name, in: &object)
          return object
        }
        let resolved = found.compactMap { $0["resolved"]?.bool }
        if !resolved.isEmpty { entry["resolved"] = .bool(resolved.allSatisfy(\.self)) }
        entry["environments"] = .array(found.map(JSONValue.object))
      },
      describeUse: { index, entry in
        entry["environments"] = .array(
          checks.map { environment, check in
            var object = JSONObject([("environment", .string(environment))])
            check.describe(useAt: index, in: &object)
            return .object(object)
          })
      })
  }
}
