import EngineProtocol
import Foundation
import JSON
import Testing
import TestSupport

@testable import Engine

/// Zeebe's random processes, with the steps that complete each of them.
///
/// Paths run if this engine supports their model; other models must be rejected as a whole.
@Suite(.enabled(if: Cases.arePresent))
struct PathTests {
  @Test("random processes complete with the same steps as in Zeebe")
  func paths() throws {
    var passed = 0
    for line in try Cases.text("execution/paths.jsonl").split(separator: "\n") {
      let row = try JSONValue(parsing: String(line))
      let name = "\(row["processSeed"]?.int ?? 0)/\(row["pathSeed"]?.int ?? 0)"
      guard let steps = row["steps"]?.array, let files = row["deploy"]?.array else {
        Issue.record("row \(name) is not a path")
        continue
      }
      var machine = Machine()
      let resources = try files.compactMap(\.string).map {
        DeploymentResource(name: $0, bytes: try Cases.bytes("execution/models/\($0)"))
      }
      do {
        try machine.send(.deploy(DeploymentCompiler.admit(resources)))
      } catch let error as EngineError where !error.diagnostics.isEmpty {
        continue
      }
      var path = PathRun(machine: machine, process: row["processId"]?.string ?? "")
      do {
        for step in steps { try path.take(step) }
        let isCompleted = path.isCompleted
        #expect(isCompleted, "row \(name) did not complete: \(path.machine.completed)")
        passed += isCompleted ? 1 : 0
      } catch {
        Issue.record("row \(name): \(error)")
      }
    }
    #expect(passed >= 1059)
  }
}

/// One path: the actions of a client, step by step.
private struct PathRun {
  var machine: Machine
  let process: String

  /// The instance that the path started by command.
  private var started: EngineKey?

  init(machine: Machine, process: String) {
    self.machine = machine
    self.process = process
  }

  /// Whether the path's instance has completed and those called by it have ended: they may have been
  /// interrupted together with their call activity. A timer may have started further instances.
  var isCompleted: Bool {
    let instances = machine.instances
    let roots = instances.filter { $0.definition.id == process && $0.parentKey == nil }
    guard let root = roots.first(where: { started == nil || $0.key == started }) else {
      return false
    }
    var family: Set<EngineKey> = [root.key]
    for instance in instances {
      if let parent = instance.parentKey, family.contains(parent) { family.insert(instance.key) }
    }
    return root.state == .completed
      && instances.allSatisfy { !family.contains($0.key) || $0.state != .active }
  }

  mutating func take(_ step: JSONValue) throws {
    if step["automatic"]?.bool == true { return }
    let variables = step["variables"]?.object ?? JSONObject()
    let type = step["jobType"]?.string ?? ""
    switch step["step"]?.string {
    case "StepStartProcessInstance":
      let starts = step["startElementIds"]?.array?.compactMap(\.string) ?? []
      let request = CreateInstanceRequest(
        .id(process), variables: variables, startElements: starts)
      guard case .instance(let instance) = try machine.send(.createInstance(request)) else {
        throw WrongReply()
      }
      started = instance.key
    case "StepPublishStartMessage":
      try machine.publish(step["messageName"]?.string ?? "", "", variables)
    case "StepPublishMessage":
      let key = step["correlationKeyValue"]?.string ?? ""
      try machine.publish(step["messageName"]?.string ?? "", key, variables)
    case "StepCompleteUserTask": try machine.send(.completeJob(userTask(step), variables))
    case "StepThrowError":
      let code = step["errorCode"]?.string ?? ""
      try machine.send(.throwError(userTask(step), JobError(code: code, variables: variables)))
    case "StepActivateAndCompleteJob": try machine.complete(type, variables)
    case "StepActivateAndFailJob":
      let job = try machine.job(type).reference
      guard step["updateRetries"]?.bool == true else {
        try machine.send(.failJob(job, JobFailure(retries: 3, message: "failed")))
        return
      }
      try machine.send(.failJob(job, JobFailure(retries: 0, message: "failed")))
      let incident = try #require(machine.incidents.first { $0.jobKey == job.key })
      try machine.send(.updateJobRetries(job.key, 3))
      try machine.send(.resolveIncident(incident.key))
    case "StepActivateAndTimeoutJob":
      _ = try machine.job(type, timeout: 100)
      try machine.advance(by: step["deltaMs"]?.number ?? 100)
    case "StepActivateJobAndThrowError":
      let job = try machine.job(type).reference
      let code = step["errorCode"]?.string ?? ""
      try machine.send(.throwError(job, JobError(code: code, variables: variables)))
    case "StepTriggerTimerBoundaryEvent", "StepTriggerTimerStartEvent":
      try machine.advance(by: step["deltaMs"]?.number ?? 0)
    default: throw UnknownStep(step: step.text())
    }
  }

  /// The job of the user task of a step.
  private func userTask(_ step: JSONValue) throws -> JobReference {
    let state = machine.state
    let job = state.jobs.first { _, job in
      let node = state.elements.place(of: job.element).map(state.elements.node(at:))
      return node?.id == step["elementId"]?.string
    }
    return JobReference(key: try #require(job).key, token: JobReference.anyToken)
  }

  struct UnknownStep: Error {
    var step: String
  }
}

extension JSONValue {
  fileprivate var number: Int64? { int.map(Int64.init) }
}
