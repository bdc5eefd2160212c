import BPMN
import Diagnostics
package import ProjectModel
import SecretReferences

/// What happens to a reference when the process runs.
struct SecretJudgement {
  enum Outcome: String {
    /// The runtime resolves it.
    case resolved
    /// The text stays unchanged where a value is expected.
    case unresolved
    /// No value is expected: prose, or a process variable.
    case mention
  }

  var outcome: Outcome
  var finding: Diagnostic?
}

/// Judges references for a target platform and runtime.
struct SecretJudge {
  /// Nil for the connector runtime of the platform.
  let runtime: ProjectEnvironment.Runtime?
  private var positions = SecretPositions()

  init(runtime: ProjectEnvironment.Runtime?) {
    self.runtime = runtime
  }

  mutating func judge(_ use: SecretUse, platform: PlatformVersion) -> SecretJudgement {
    let site = SecretSite(use)
    switch site {
    case .prose: return SecretJudgement(outcome: .mention)
    case .elsewhere(let place, let remedy): return judgeElsewhere(use, place, remedy)
    case .webhookSetting(let isFEEL):
      let position = positions.position(of: use, isFEEL: isFEEL)
      return judgeWebhook(use, position)
    case .connectorInput, .inputWithoutTemplate:
      let position = positions.position(of: use)
      var judgement = judgeInput(use, position, runtime?.platform ?? platform)
      if case .inputWithoutTemplate = site, judgement.finding == nil,
        judgement.outcome == .resolved, runtime != .bpmnc
      {
        judgement.finding = .secretWithoutTemplate(use)
      }
      return judgement
    }
  }

  // MARK: Where secrets are not resolved

  private mutating func judgeElsewhere(
    _ use: SecretUse, _ place: String, _ remedy: SecretSite.Remedy
  ) -> SecretJudgement {
    let isWholeText = use.text.value.utf8.count == use.reference.range.count
    if use.reference.form != .braced, !isWholeText {
      switch positions.position(of: use) {
      // `secrets.example.com` in an address is not a reference.
      case .text, .literal, .variable: return SecretJudgement(outcome: .mention)
      case .whole, .path, .code: break
      }
    }
    return SecretJudgement(
      outcome: .unresolved, finding: .secretInUnresolvedPlace(use, place, remedy))
  }

  // MARK: Inputs of connectors

  private func judgeInput(
    _ use: SecretUse, _ position: SecretPosition, _ platform: PlatformVersion
  ) -> SecretJudgement {
    if case .variable = position { return SecretJudgement(outcome: .mention) }
    switch use.reference.form {
    case .braced:
      switch position {
      case .text, .literal: return SecretJudgement(outcome: .resolved)
      default:
        return SecretJudgement(outcome: .unresolved, finding: .secretOutsideString(use, position))
      }
    case .bare:
      let isResolved = position.isText && runtime != .bpmnc
      return SecretJudgement(
        outcome: isResolved ? .resolved : .unresolved,
        finding: .bareSecret(use, position, runtime: runtime, canBeFixed: true))
    case .engine:
      let isKnown = platform >= PlatformVersion(8, 10) && runtime != .bpmnc
      if isKnown, case .whole = position, use.hasFEELName {
        return SecretJudgement(outcome: .resolved)
      }
      return SecretJudgement(
        outcome: .unresolved,
        finding: .engineSecret(use, position, platform, runtime: runtime, canBeFixed: true))
    }
  }

  // MARK: Settings of inbound connectors

  private func judgeWebhook(_ use: SecretUse, _ position: SecretPosition) -> SecretJudgement {
    switch (use.reference.form, position) {
    case (.braced, .text), (.braced, .literal): return SecretJudgement(outcome: .resolved)
    case (.braced, _):
      return SecretJudgement(outcome: .unresolved, finding: .secretAsCode(use))
    case (_, .variable): return SecretJudgement(outcome: .mention)
    case (.bare, _):
      return SecretJudgement(
        outcome: position.isText && runtime != .bpmnc ? .resolved : .unresolved,
        finding: .bareSecret(use, position, runtime: runtime, canBeFixed: position.isText))
    case (.engine, _):
      return SecretJudgement(
        outcome: .unresolved,
        finding: .engineSecretInWebhook(use, position))
    }
  }
}

extension SecretPosition {
  /// Whether the reference is in static text or a string.
  var isText: Bool {
    switch self {
    case .text, .literal: true
    default: false
    }
  }

  /// The edit that rewrites the reference with braces without changing the meaning; nil if that is
  /// uncertain.
  func edit(_ use: SecretUse) -> TextEdit? {
    let name = use.reference.name
    guard name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !name.contains("}}") else { return nil }
    let braced = "{{secrets.\(name)}}"
    switch self {
    case .text(true), .literal(true): return use.text.edit(use.reference.range, braced)
    case .whole: return use.text.edit(0..<use.text.value.utf8.count, braced)
    case .path(true): return use.text.edit(use.reference.range, "\"\(braced)\"")
    case .text, .literal, .path, .code, .variable: return nil
    }
  }
}

extension SecretUse {
  /// Whether FEEL parses the name after `camunda.secrets.` as one name.
  var hasFEELName: Bool {
    text.value.contains("`") || reference.name.utf8.allSatisfy(\.isWordByte)
  }

  /// A finding at the reference, with a message that begins with the element's label.
  func finding(
    _ rule: String, _ message: String, help: String, edit: TextEdit? = nil
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .warning,
      message: (element.map { "\"\($0.label)\": " } ?? "") + message, help: help,
      location: location, element: element?.reference,
      fixIt: edit.map {
        Diagnostic.FixIt(title: "write {{secrets.\(reference.name)}}", edits: [$0])
      })
  }
}

extension ProjectEnvironment {
  /// The runtime it names or is; nil if it only names the platform.
  package var connectorRuntime: Runtime? { runtime ?? (kind == .bpmnc ? .bpmnc : nil) }
}

extension ProjectEnvironment.Runtime {
  /// The version of the platform that the runtime belongs to.
  var platform: PlatformVersion? {
    switch self {
    case .camunda88: PlatformVersion(8, 8)
    case .camunda89: PlatformVersion(8, 9)
    case .camunda810: PlatformVersion(8, 10)
    case .bpmnc: nil
    }
  }
}
