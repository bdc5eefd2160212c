/// A version of Camunda 8, such as 8.9.
public struct CamundaVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The major version, 8 in 8.9.
  public let major: Int
  /// The minor version, 9 in 8.9.
  public let minor: Int

  /// A version from its two numbers.
  public init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// Orders by major, then minor version.
  public static func < (left: Self, right: Self) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  /// The version as text: `8.9`.
  public var description: String { "\(major).\(minor)" }

  /// The version that introduced a function, for functions that are not in every Camunda 8.
  ///
  /// For `is blank`, FEEL-Scala's changelog and bpmnlint's `feel-compatibility` rule disagree (8.7
  /// and 8.8): the later version is safe with both. `from base64` came with FEEL-Scala 1.22, which
  /// is newer than the 1.20 in 8.9.
  public static let ofFunctions: [String: CamundaVersion] = {
    let names: [(CamundaVersion, [String])] = [
      (.init(8, 2), ["context merge", "random number", "last day of month"]),
      (.init(8, 3), ["get or else", "assert", "duplicate values"]),
      (.init(8, 6), ["is empty", "trim", "uuid", "to base64"]),
      (.init(8, 7), ["partition"]),
      (.init(8, 8), ["is blank", "fromAi"]),
      (.init(8, 9), ["from json", "to json"]),
      (.init(8, 10), ["from base64"]),
    ]
    return names.reduce(into: [:]) { table, entry in
      for name in entry.1 { table[name] = entry.0 }
    }
  }()

  /// Parameters that are newer than their function.
  static let ofParameters: [String: (parameter: String, version: CamundaVersion)] = [
    "date and time": ("timezone", .init(8, 2)), "get value": ("keys", .init(8, 2)),
  ]

  /// The first version in which `is defined(null)` is false.
  static let isDefinedOfNull = CamundaVersion(8, 3)
}
