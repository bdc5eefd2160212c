import SecretReferences
package import ProjectModel
import BPMN
import Diagnostics
import Text

/// What becomes of one reference when the process runs.
struct SecretJudgement {
  enum Outcome: String {
    /// The runtime puts the value in.
    case resolved
    /// The text stays as it is, where a value is expected.
    case unresolved
    /// Nobody expects a value: words for people, or a variable of the process.
    case mention
  }

  var outcome: Outcome
  var finding: Diagnostic?
}

/// Judges references for the platform, and the runtime, that counts.
struct SecretJudge {
  /// Nil: whatever connector runtime the platform has.
  let runtime: ProjectEnvironment.Runtime?
  private var standings = SecretStandings()

  init(runtime: ProjectEnvironment.Runtime?) {
    self.runtime = runtime
  }

  mutating func judge(_ use: SecretUse, platform: PlatformVersion) -> SecretJudgement {
    let site = SecretSite(use)
    switch site {
    case .prose: return SecretJudgement(outcome: .mention)
    case .elsewhere(let place, let remedy): return judgeElsewhere(use, place, remedy)
    case .webhookSetting(let isFEEL):
      let standing = standings.standing(of: use, isFEEL: isFEEL)
      return judgeWebhook(use, standing)
    case .connectorInput, .inputWithoutTemplate:
      let standing = standings.standing(of: use)
      var judgement = judgeInput(use, standing, runtime?.platform ?? platform)
      if case .inputWithoutTemplate = site, judgement.finding == nil,
        judgement.outcome == .resolved, runtime != .bpmnc
      {
        judgement.finding = .secretWithoutTemplate(use)
      }
      return judgement
    }
  }

  // MARK: Where nothing is put in

  private mutating func judgeElsewhere(
    _ use: SecretUse, _ place: String, _ remedy: SecretSite.Remedy
  ) -> SecretJudgement {
    let isWholeText = use.text.value.utf8.count == use.reference.range.count
    if use.reference.form != .braced, !isWholeText {
      switch standings.standing(of: use) {
      // `secrets.example.com` in an address is nobody's reference.
      case .text, .literal, .variable: return SecretJudgement(outcome: .mention)
      case .whole, .path, .code: break
      }
    }
    return SecretJudgement(
      outcome: .unresolved, finding: .secretInUnresolvedPlace(use, place, remedy))
  }

  // MARK: Inputs of connectors

  private func judgeInput(
    _ use: SecretUse, _ standing: SecretStanding, _ platform: PlatformVersion
  ) -> SecretJudgement {
    if case .variable = standing { return SecretJudgement(outcome: .mention) }
    switch use.reference.form {
    case .braced:
      switch standing {
      case .text, .literal: return SecretJudgement(outcome: .resolved)
      default:
        return SecretJudgement(outcome: .unresolved, finding: .secretOutsideText(use, standing))
      }
    case .bare:
      let isResolved = standing.isText && runtime != .bpmnc
      return SecretJudgement(
        outcome: isResolved ? .resolved : .unresolved,
        finding: .bareSecret(use, standing, runtime: runtime, canBeFixed: true))
    case .engine:
      let isKnown = platform >= PlatformVersion(8, 10) && runtime != .bpmnc
      if isKnown, case .whole = standing, use.hasFEELName {
        return SecretJudgement(outcome: .resolved)
      }
      return SecretJudgement(
        outcome: .unresolved,
        finding: .engineSecret(use, standing, platform, runtime: runtime, canBeFixed: true))
    }
  }

  // MARK: Settings of inbound connectors

  private func judgeWebhook(_ use: SecretUse, _ standing: SecretStanding) -> SecretJudgement {
    switch (use.reference.form, standing) {
    case (.braced, .text), (.braced, .literal): return SecretJudgement(outcome: .resolved)
    case (.braced, _):
      return SecretJudgement(outcome: .unresolved, finding: .secretAsCode(use))
    case (_, .variable): return SecretJudgement(outcome: .mention)
    case (.bare, _):
      return SecretJudgement(
        outcome: standing.isText && runtime != .bpmnc ? .resolved : .unresolved,
        finding: .bareSecret(use, standing, runtime: runtime, canBeFixed: standing.isText))
    case (.engine, _):
      return SecretJudgement(
        outcome: .unresolved,
        finding: .engineSecretInWebhook(use, standing))
    }
  }
}

extension SecretStanding {
  /// Whether the reference is a part of a text.
  var isText: Bool {
    switch self {
    case .text, .literal: true
    default: false
    }
  }

  /// The edit that writes the reference in braces without a change of meaning; nil where that cannot
  /// be told.
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
  /// Whether FEEL reads the name after `camunda.secrets.` as one name.
  var hasFEELName: Bool {
    text.value.contains("`") || reference.name.utf8.allSatisfy(\.isWordByte)
  }

  /// A finding at the reference, in words that begin with the element's label.
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
  /// The runtime that it names, or that it is; nil where only the platform tells.
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
