import ArgumentParser
import Diagnostics
import EngineProtocol
import Frontend
import JSON
import YAML

/// The options of `run` and `dev` for the engine.
struct EngineArguments: ParsableArguments {
  enum Compatibility: String, ExpressibleByArgument, CaseIterable {
    case equalValueLeak = "equal-value-leak"
    case orderedMappings = "ordered-mappings"
  }

  @Option(
    help: ArgumentHelp(
      "A JSON or YAML file with cluster variables.",
      discussion: "An object with names and values; expressions read camunda.vars.env.NAME."))
  var clusterVariables: String?

  @Option(
    help: ArgumentHelp(
      "A behavior of Zeebe that differs from the documentation; can be repeated.",
      discussion:
        "equal-value-leak: results that equal a local variable are set in outer scopes, too. ordered-mappings: mappings are evaluated one after the other."
    ))
  var compatibility: [Compatibility] = []

  var engineCompatibility: EngineCompatibility {
    EngineCompatibility(
      mappingMode: compatibility.contains(.orderedMappings) ? .ordered : .combined,
      leaksEqualValues: compatibility.contains(.equalValueLeak))
  }

  /// The cluster variables of the file.
  func variables() throws -> ClusterVariablesFile? {
    try clusterVariables.map { try ClusterVariablesFile(path: $0) }
  }
}

/// A file with the values of global cluster variables.
struct ClusterVariablesFile {
  private let path: String
  private let values: JSONObject

  /// - Throws: `ToolFault` if the file is not an object in JSON or YAML.
  init(path: String) throws {
    self.path = path
    let bytes = try InputReader().read(file: path)
    guard let values = try Self.parse(bytes, path).object else {
      throw ToolFault(
        message: "\(path): expected an object with the names and values of cluster variables",
        status: .badUsage)
    }
    self.values = values
  }

  private static func parse(_ bytes: [UInt8], _ path: String) throws(ToolFault) -> JSONValue {
    guard !path.hasSuffix(".json") else {
      do throws(JSONSyntaxError) { return try JSONValue(parsing: bytes) } catch {
        throw ToolFault(
          message: "\(path) is not valid JSON: \(error.message), at byte \(error.offset)",
          status: .badUsage)
      }
    }
    do throws(YAMLSyntaxError) {
      return try JSONNode(parsingYAML: SourceText(path: path, bytes: bytes)).plain
    } catch {
      throw ToolFault(message: "\(path) is not valid YAML: \(error.message)", status: .badUsage)
    }
  }

  /// Creates the variables, or replaces their values.
  func set(in engine: some ProcessEngine) async throws {
    for (name, value) in values.members {
      do {
        try await engine.change(clusterVariable: .set(ClusterVariable.ID(name), value: value))
      } catch let error as EngineError where error.code == .invalidArgument {
        throw ToolFault(message: "\(path): \(error.message)", status: .badUsage)
      }
    }
  }
}
