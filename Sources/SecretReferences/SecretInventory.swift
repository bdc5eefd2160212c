import BPMN
public import Diagnostics
public import JSON

/// The secrets that a project needs: `bpmnc secrets`, and `secrets.json` in a bundle.
public struct SecretInventory: Sendable {
  /// Every place that asks for a secret.
  public let uses: [SecretUse]

  /// An inventory of these places.
  public init(_ uses: [SecretUse]) {
    self.uses = uses
  }

  /// The sorted, distinct names.
  public var names: [String] { Set(uses.map(\.reference.name)).sorted() }

  /// The document of `secrets --format json`. Only a check adds whether secrets have values.
  /// - Parameters:
  ///   - describeSecret: adds the members of a check for a secret, by its name.
  ///   - describeUse: adds the members of a check for a reference, by its index in `uses`.
  public func json(
    file name: (SourceText) -> String = { source in source.path },
    describeSecret: (String, inout JSONObject) -> Void = { _, _ in },
    describeUse: (Int, inout JSONObject) -> Void = { _, _ in }
  ) -> JSONValue {
    let groups = Dictionary(grouping: uses.indices) { uses[$0].reference.name }
    return [
      "version": 1,
      "secrets": .array(
        names.map { secret in
          var entry = JSONObject([
            ("name", .string(secret)), ("resolved", .null), ("provider", .null),
          ])
          describeSecret(secret, &entry)
          entry["references"] = .array(
            (groups[secret] ?? []).map { index in
              var reference = json(uses[index], name)
              describeUse(index, &reference)
              return .object(reference)
            })
          return .object(entry)
        }),
    ]
  }

  private func json(_ use: SecretUse, _ file: (SourceText) -> String) -> JSONObject {
    JSONObject([
      ("file", .string(file(use.location.source))),
      ("line", JSONValue(use.location.start.line)),
      ("column", JSONValue(use.location.start.column)),
      ("element", JSONValue(use.element?.id)),
      ("field", .string(use.field)),
      ("form", .string(use.reference.form.rawValue)),
    ])
  }
}
