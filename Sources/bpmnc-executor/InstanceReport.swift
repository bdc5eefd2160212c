import BPMN
import EngineProtocol
import JSON
import Text

/// Describes how a process instance ended, or what it waits for.
struct InstanceReport {
  /// Whether it completed, ended with the call activity that called it, or waits for a message or
  /// signal that may arrive or for a user.
  let isFine: Bool
  let text: String

  /// - Parameters:
  ///   - pendingWork: what the engine has left to do.
  ///   - limit: the maximum duration of the run.
  init(
    _ instance: ProcessInstance, _ engine: any ProcessEngine, _ pendingWork: PendingWork,
    limit: Duration
  ) async throws {
    let variables = JSONValue.object(try await engine.variables(ofInstance: instance.key))
    let incidents = try await engine.incidents(ofInstance: instance.key)
    let elements = try await engine.elementInstances(ofInstance: instance.key)
      .filter { $0.state == .active }
    let unserved = pendingWork.unservedJobs.filter { $0.instanceKey == instance.key }
    let tasks = pendingWork.waitingTasks.filter { $0.instanceKey == instance.key }
    let isUnfinished = pendingWork.isBusy || pendingWork.nextDue != nil
    let labels = elements.map(Self.label).joined(separator: ", ")
    var lines: [String]
    if instance.state != .active {
      lines = [instance.state.rawValue]
    } else if !incidents.isEmpty {
      lines =
        [incidents.count == 1 ? "has an incident" : "has incidents"]
        + incidents.map { "  \($0.elementID): \($0.type): \($0.message)" }
    } else if isUnfinished {
      lines = ["is still running after \(limit.components.seconds) s, at \(labels)"]
    } else if elements.isEmpty {
      lines = ["is stuck: a gateway waits for a token that never arrives"]
    } else {
      lines =
        ["waits at \(labels)"]
        + unserved.map {
          "  \($0.elementID): no worker for job type '\($0.type)'; \(Self.help(forJobsOf: $0.type))"
        }
        + tasks.map {
          "  \($0.elementID): waits for a user; complete it with --complete "
            + ShellWord.quoted("\($0.elementID)={}")
        }
        + pendingWork.awaitedSignals.filter { $0.instanceKey == instance.key }.map {
          "  \($0.elementID): waits for signal '\($0.name)'; broadcast it with --signal"
        }
    }
    text =
      "\(instance.definition.id) \(lines.joined(separator: "\n"))\n\(variables.text(.indented))\n"
      .escapingControls
    isFine =
      instance.state == .completed
      || instance.state == .terminated && instance.parentKey != nil
      || instance.state == .active && incidents.isEmpty && unserved.isEmpty && !isUnfinished
        && pendingWork.waitingForInput.contains(instance.key)
  }

  /// How to complete jobs without a worker.
  static func help(forJobsOf type: String) -> String {
    "complete its jobs with --job \(ShellWord.quoted("\(type)={}"))"
  }

  private static func label(_ element: ElementInstance) -> String {
    let name = element.elementName?.onOneLine ?? ""
    return "\"\(name.isEmpty ? element.elementID : name)\""
  }
}
