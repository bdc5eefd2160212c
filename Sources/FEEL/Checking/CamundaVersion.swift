/// A version of Camunda 8, such as 8.9.
public struct CamundaVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The 8 of 8.9.
  public let major: Int
  /// The 9 of 8.9.
  public let minor: Int

  /// The version by its two numbers.
  public init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// An earlier version is less.
  public static func < (left: Self, right: Self) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  /// The version as people write it: `8.9`.
  public var description: String { "\(major).\(minor)" }

  /// The version that brought a function, for those that not every Camunda 8 has
  /// (reference/feel.md 4, reference/lint.md, `feel-compatibility`).
  ///
  /// The two pages disagree about `is blank` (8.7 by the language's changelog, 8.8 by bpmnlint's
  /// table): bpmnlint's later version is taken, because it is safe on both. `from base64` came with
  /// version 1.22 of the language, which is younger than the 1.20 in 8.9.
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

  /// Parameters that came after their function.
  static let ofParameters: [String: (parameter: String, version: CamundaVersion)] = [
    "date and time": ("timezone", .init(8, 2)), "get value": ("keys", .init(8, 2)),
  ]

  /// From here on `is defined(null)` is false.
  static let isDefinedOfNull = CamundaVersion(8, 3)
}
