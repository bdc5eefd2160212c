import BPMN
public import Compiler
public import Diagnostics
public import ProjectModel
import Webhooks
import XML

/// Finds addresses of this machine in a bundle for an environment, where they lead nowhere.
public enum LocalAddresses {
  /// A warning for the webhook URLs, or else for each task with a local URL.
  public static func check(
    _ compilation: Compilation, _ environment: ProjectEnvironment
  ) -> [Diagnostic] {
    if environment.isLoopback {
      guard let location = environment.location, !compilation.webhooks.isEmpty else { return [] }
      return [.localWebhooks(environment, location)]
    }
    return compilation.project.models.flatMap(\.elements).flatMap { element in
      element.inputMappings.compactMap { mapping in
        guard mapping.target == "url", let source = mapping.xml.attribute("source"),
          WebAddress.isLoopback(String(source.value.drop { "=\" ".contains($0) }))
        else { return nil }
        return .localRequest(element, source, environment)
      }
    }
  }
}

/// # project/localhost
///
/// A bundle for an environment must not contain addresses of this machine.
///
/// `bpmnc build --environment NAME` reports webhook URLs and the URLs of tasks with `localhost`,
/// `127.0.0.1` or another name or address of this machine. Where the bundle runs, they lead to
/// another machine: nobody reaches the webhooks, and requests fail. Set `base-url` or `public-url`
/// of the environment in `bpmnc.yaml`, and use a secret or a variable for the address in a task.
///
/// Severity: warning
extension Diagnostic {
  fileprivate static func localWebhooks(
    _ environment: ProjectEnvironment, _ location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      rule: "project/localhost", severity: .warning,
      message:
        "the webhook URLs of environment '\(environment.name)' are on this machine: "
        + (environment.webhookBase ?? ""),
      help: "Set 'base-url' or 'public-url' of the environment to the address that callers use.",
      location: location)
  }

  fileprivate static func localRequest(
    _ element: BPMNElement, _ source: XMLAttribute, _ environment: ProjectEnvironment
  ) -> Diagnostic {
    Diagnostic(
      rule: "project/localhost", severity: .warning,
      message:
        "\"\(element.label)\" calls this machine, which is another one in environment "
        + "'\(environment.name)'",
      help: "Use a secret for the address, such as {{secrets.SHOP_URL}}.",
      location: SourceLocation(element.model.source, source.valueRange), element: element.reference)
  }
}
