import BPMN
import Diagnostics
import Linting
import Text
import XML

extension LintRule {
  /// # camunda-compat/secrets
  ///
  /// A secret should be referenced as `{{secrets.NAME}}`.
  ///
  /// The rule checks the sources of inputs, the values of properties, and correlation keys. The
  /// bare form `secrets.NAME` is deprecated because it can match unrelated text. In an expression,
  /// the new form must be inside a string. From 8.10 on, the engine also supports
  /// `camunda.secrets.NAME`. `bpmnc lint --fix` converts to the new form.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:serviceTask id="send" name="Send the text">
  ///   <bpmn:extensionElements>
  ///     <zeebe:ioMapping>
  ///       <zeebe:input source="1️⃣secrets.TWILIO_TOKEN" target="token" />
  ///     </zeebe:ioMapping>
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:serviceTask id="send" name="Send the text">
  ///   <bpmn:extensionElements>
  ///     <zeebe:ioMapping>
  ///       <zeebe:input source="{{secrets.TWILIO_TOKEN}}" target="token" />
  ///     </zeebe:ioMapping>
  ///   </bpmn:extensionElements>
  /// </bpmn:serviceTask>
  /// ```
  static let compatSecrets = compat(
    "secrets", .warning, from: PlatformVersion(8, 3)
  ) { rule in
    guard !rule.model.secretPlaces.isEmpty else { return [] }
    return rule.inputSources + rule.propertyValues + rule.correlationKeys
  }
}

extension CompatInput {
  fileprivate var inputSources: [Diagnostic] {
    extensions("ioMapping").flatMap { mapping in
      mapping.children("input", in: "inputParameters").compactMap { oldSecret("source", in: $0) }
    }
  }

  fileprivate var propertyValues: [Diagnostic] {
    extensions("properties").flatMap { list in
      list.children("property", in: "properties").compactMap { oldSecret("value", in: $0) }
    }
  }

  fileprivate var correlationKeys: [Diagnostic] {
    awaitedMessages.compactMap { element, message, _ in
      guard let part = extensions("subscription", of: message).first else { return nil }
      return oldSecret(
        "correlationKey",
        in: CompatExtension(
          owner: element, xml: part.xml,
          position: .named(model.metamodelPath(to: part.xml, from: element))))
    }
  }

  private func oldSecret(_ attribute: String, in part: CompatExtension) -> Diagnostic? {
    guard let place = part.xml.attribute(attribute) else { return nil }
    let value = place.value
    guard value.containsText("secrets.") else { return nil }
    let references = SecretReference.find(in: value)
    guard !isCurrentForm(references) else { return nil }
    let bare = references.first { $0.form == .bare }
    let range = bare.map { place.range(ofValue: $0.range) } ?? place.valueRange
    return input.finding(
      "\"\(part.owner.label)\" references a secret in a deprecated form",
      help: "Use {{secrets.NAME}}; in an expression, inside a string.", on: part.owner,
      at: SourceLocation(model.source, range), path: "\(part.path).\(attribute)",
      fixIt: FixedSecrets(place.value).map { fixed in
        Diagnostic.FixIt(
          title: "Use {{secrets.NAME}}",
          edits: [XMLEditor.setAttribute(attribute, to: fixed.text, on: part.xml)])
      })
  }

  /// One reference in the current form is enough, as in Camunda's linter.
  private func isCurrentForm(_ references: [SecretReference]) -> Bool {
    references.contains { reference in
      switch reference.form {
      case .braced: reference.name.utf8.allSatisfy { $0.isWordByte || $0 == UInt8(ascii: "-") }
      case .engine: !isBelow(8, 10)
      case .bare: false
      }
    }
  }
}

/// A text in which each bare `secrets.NAME` is replaced by `{{secrets.NAME}}`.
private struct FixedSecrets {
  var text = ""

  /// Nil if an occurrence may not be the name of a secret.
  init?(_ value: String) {
    let bytes = Array(value.utf8)
    let isExpression = bytes.first == UInt8(ascii: "=")
    let bare = SecretReference.find(in: value).filter { $0.form == .bare }
    guard !bare.isEmpty else { return nil }
    var fixed: [UInt8] = []
    var copied = 0
    var isInString = false
    for reference in bare {
      let before = bytes[copied..<reference.range.lowerBound]
      guard reference.name.utf8.allSatisfy({ $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "/") }),
        !(bytes[..<reference.range.lowerBound].last?.joinsNames ?? false)
      else { return nil }
      isInString = before.togglesString(isInString)
      fixed += before
      let quote = isExpression && !isInString ? "\"" : ""
      fixed += "\(quote){{secrets.\(reference.name)}}\(quote)".utf8
      copied = reference.range.upperBound
    }
    text = String(decoding: fixed + bytes[copied...], as: UTF8.self)
  }
}

extension ArraySlice<UInt8> {
  /// Whether text after this is inside a string of an expression.
  fileprivate func togglesString(_ isInString: Bool) -> Bool {
    var inside = isInString
    var isEscaped = false
    for byte in self {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\"), inside {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        inside.toggle()
      }
    }
    return inside
  }
}

extension UInt8 {
  /// Whether the byte before `secrets` may belong to a longer name or an unclosed placeholder.
  fileprivate var joinsNames: Bool { isWordByte || self >= 0x80 || ".{".utf8.contains(self) }
}
