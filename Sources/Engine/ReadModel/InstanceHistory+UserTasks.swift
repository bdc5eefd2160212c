import EngineProtocol

extension InstanceHistory {
  mutating func addUserTask(_ change: Change, at place: Change.Place, _ time: Int64) {
    switch change.event {
    case .userTaskCreating(let key, _, let attributes, let form):
      var row = UserTaskRow(changing: key)
      row.isNew = true
      row.element = place.key
      row.node = place.node
      row.state = .creating
      row.attributes = attributes
      row.form = form
      row.created = time
      userTasks.add(row)
    case .userTaskChanging(let key, let transition):
      userTasks[key].state = transition.kind.state
    case .userTaskChanged(let key):
      guard case .userTask(let task) = change.detail else { return }
      let state = task.transition?.kind.result ?? .created
      userTasks[key].state = state
      userTasks[key].attributes = task.transition?.attributes ?? task.attributes
      if state != .created { userTasks[key].ended = time }
    case .userTaskUnchanged(let key, _): userTasks[key].state = .created
    default: break
    }
  }
}
