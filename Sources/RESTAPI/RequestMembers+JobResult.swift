import EngineProtocol
import JSON

extension RequestMembers {
  /// The result of a job; nil if it is absent. Some clients omit its type.
  var jobResult: JobResult? {
    get throws(EngineError) {
      guard let members = try optionalMembers("result") else { return nil }
      let adHocMembers = [
        "activateElements", "isCompletionConditionFulfilled", "isCancelRemainingInstances",
      ]
      let isAdHoc = adHocMembers.contains { members.has($0) }
      switch try members.text("type") ?? (isAdHoc ? "adHocSubProcess" : "userTask") {
      case "userTask": return .userTask(try members.userTaskResult)
      case "adHocSubProcess": return .adHocSubProcess(try members.adHocResult)
      default: throw .wrongMember("result.type", "must be userTask or adHocSubProcess")
      }
    }
  }

  private var adHocResult: AdHocJobResult {
    get throws(EngineError) {
      try allow([
        "type", "activateElements", "isCompletionConditionFulfilled", "isCancelRemainingInstances",
      ])
      return AdHocJobResult(
        activations: try activations("activateElements"),
        isFulfilled: try flag("isCompletionConditionFulfilled") ?? false,
        cancelsRest: try flag("isCancelRemainingInstances") ?? false)
    }
  }

  /// The elements of an ad-hoc sub-process that are to be activated.
  func activations(_ name: String) throws(EngineError) -> [AdHocActivation] {
    try list(name).map { (members) throws(EngineError) in
      try members.allow(["elementId", "variables"])
      return AdHocActivation(try members.required("elementId"), variables: try members.variables)
    }
  }

  private var userTaskResult: UserTaskJobResult {
    get throws(EngineError) {
      try allow(["type", "denied", "deniedReason", "corrections"])
      // As in Camunda, unknown corrections are ignored.
      let members = try members("corrections")
      var corrections = UserTaskCorrections()
      corrections.assignee = try members.text("assignee")
      corrections.attributes = try members.userTaskUpdate
      return UserTaskJobResult(
        isDenied: try flag("denied") ?? false, deniedReason: try text("deniedReason") ?? "",
        corrections: corrections)
    }
  }

  /// The new attributes of a user task.
  var userTaskUpdate: UserTaskUpdate {
    get throws(EngineError) {
      var update = UserTaskUpdate()
      update.candidateGroups = try texts("candidateGroups")
      update.candidateUsers = try texts("candidateUsers")
      update.dueDate = try text("dueDate")
      update.followUpDate = try text("followUpDate")
      update.priority = try integer("priority")
      return update
    }
  }
}
