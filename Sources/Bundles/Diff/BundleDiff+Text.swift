import Webhooks

extension BundleDiff {
  /// The changes in people's words.
  public var text: String {
    if isEmpty { return "nothing would change\n" }
    var text = ""
    if let environment {
      text += "Environment: \(environment.old ?? "none") → \(environment.new ?? "none")\n\n"
    }
    let sections = [
      Self.section("Processes", processes.flatMap(Self.lines)),
      Self.section("Forms", forms.map(Self.line)),
      Self.section("Decisions", decisions.map(Self.line)),
      Self.section("Other files", files.map(Self.line)),
      Self.section("Webhooks", webhooks.flatMap(Self.lines)),
      Self.section("Secrets", secrets.map(Self.line)),
      Self.section("Element templates", templates.map(Self.line)),
    ]
    return text + sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func section(_ title: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : title + "\n" + lines.map { "  \($0)\n" }.joined()
  }

  private static func word(_ change: Change) -> String {
    switch change {
    case .added: "new     "
    case .removed: "removed "
    case .changed: "changed "
    }
  }

  private static func named(_ id: String, _ name: String?) -> String {
    guard let name = oneLine(name), name != id else { return id }
    return "\(id) \"\(name)\""
  }

  // MARK: Lines

  private static func lines(_ process: ProcessChange) -> [String] {
    var line = "\(word(process.change)) \(named(process.id, process.name)) (\(process.file))"
    if process.isDrawingOnly { line += ": nothing that it does; a new version all the same" }
    return [line] + process.details.map { "         \(shown($0))" }
      + process.elements.flatMap { element -> [String] in
        let what = "\(element.type.words) \"\(element.label)\""
        let name = element.label == element.id ? "\(element.type.words) \(element.id)" : what
        return ["         \(word(element.change)) \(name)"]
          + element.details.map { "                  \(shown($0))" }
      }
  }

  private static func line(_ item: ItemChange) -> String {
    guard let id = item.id else { return "\(word(item.change)) \(item.file)" }
    return "\(word(item.change)) \(named(id, item.name)) (\(item.file))"
  }

  private static func lines(_ webhook: WebhookChange) -> [String] {
    let name = webhook.elementName ?? webhook.element ?? "an element without id"
    let owner = "\"\(name)\" in \(webhook.process ?? "no process")"
    let path = webhook.path ?? "(no path)"
    func rest(without names: [String]) -> [String] {
      webhook.details.filter { !names.contains($0.what) }.map { "         \(shown($0))" }
    }
    switch webhook.change {
    case .added: return ["new      \(path), \(owner)"]
    case .removed: return ["removed  \(path), \(owner): what calls it gets no answer any more"]
    case .changed: return ["changed  \(path), \(owner)"] + rest(without: [])
    case .moved:
      let old = webhook.details.first { $0.what == "path" }?.old ?? "(no path)"
      return ["moved    \(old) → \(path), \(owner): point what calls it to the new path"]
        + rest(without: ["path"])
    case .takenOver:
      let old = webhook.details.first { $0.what == "element" }?.old
      let before = old.map { " instead of '\($0)'" } ?? ""
      return ["taken    \(path), by \(owner)\(before)"] + rest(without: ["element"])
    }
  }

  private static func line(_ secret: SecretChange) -> String {
    let elements = secret.elements.isEmpty ? "" : " (\(secret.elements.joined(separator: ", ")))"
    return secret.change == .added
      ? "needed    \(secret.name)\(elements)" : "no longer \(secret.name)\(elements)"
  }

  private static func line(_ template: TemplateChange) -> String {
    func list(_ versions: [Int]) -> String {
      versions.map { $0 == 0 ? "no number" : String($0) }.joined(separator: ", ")
    }
    let name = "\"\(oneLine(template.name) ?? template.id)\""
    switch template.change {
    case .added: return "new        \(name), version \(list(template.new))"
    case .removed: return "removed    \(name), version \(list(template.old))"
    case .upgraded, .downgraded:
      let word = template.change == .upgraded ? "upgraded  " : "downgraded"
      return "\(word) \(name), version \(list(template.old)) → \(list(template.new))"
    case .changed where template.old == template.new:
      return "changed    \(name), version \(list(template.new)): another text of the template"
    case .changed:
      return "changed    \(name), versions \(list(template.old)) → \(list(template.new))"
    }
  }

  private static func shown(_ detail: Detail) -> String {
    switch (detail.old, detail.new) {
    case (nil, let new?): "\(detail.what): now \(quoted(new))"
    case (let old?, nil): "\(detail.what): no longer \(quoted(old))"
    case (let old, let new): "\(detail.what): \(quoted(old ?? "")) → \(quoted(new ?? ""))"
    }
  }

  /// On one line, and not too long for one.
  private static func quoted(_ text: String) -> String {
    let line = oneLine(text) ?? ""
    return "\"" + (line.count > 70 ? line.prefix(69) + "…" : line) + "\""
  }
}
