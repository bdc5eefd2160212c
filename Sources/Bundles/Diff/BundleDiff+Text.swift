import Text

extension BundleDiff {
  /// The changes as text.
  public var text: String {
    if isEmpty { return "no changes\n" }
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
    if process.isDrawingOnly { line += ": only the drawing; deployed as a new version" }
    return [line] + process.details.map { "         \(shown($0))" }
      + process.elements.flatMap { element -> [String] in
        let type = element.type.readableName
        let name =
          element.label == element.id ? "\(type) \(element.id)" : "\(type) \"\(element.label)\""
        return ["         \(word(element.change)) \(name)"]
          + element.details.map { "                  \(shown($0))" }
      }
  }

  private static func line(_ item: ItemChange) -> String {
    guard let id = item.id else { return "\(word(item.change)) \(item.file)" }
    return "\(word(item.change)) \(named(id, item.name)) (\(item.file))"
  }

  private static func lines(_ webhook: WebhookChange) -> [String] {
    let name = webhook.elementName ?? webhook.element ?? "an element without an ID"
    let owner = "\"\(name)\" in \(webhook.process ?? "no process")"
    let path = webhook.path ?? "(no path)"
    func rest(without names: [String]) -> [String] {
      webhook.details.filter { !names.contains($0.what) }.map { "         \(shown($0))" }
    }
    switch webhook.change {
    case .added: return ["new      \(path), \(owner)"]
    case .removed: return ["removed  \(path), \(owner): its callers will get no response"]
    case .changed: return ["changed  \(path), \(owner)"] + rest(without: [])
    case .moved:
      let old = webhook.details.first { $0.what == "path" }?.old ?? "(no path)"
      return ["moved    \(old) → \(path), \(owner): update its callers"]
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
      ? "new      \(secret.name)\(elements)" : "removed  \(secret.name)\(elements)"
  }

  private static func line(_ template: TemplateChange) -> String {
    func list(_ versions: [Int]) -> String {
      versions.map { $0 == 0 ? "none" : String($0) }.joined(separator: ", ")
    }
    let name = "\"\(oneLine(template.name) ?? template.id)\""
    switch template.change {
    case .added: return "new        \(name), version \(list(template.new))"
    case .removed: return "removed    \(name), version \(list(template.old))"
    case .upgraded, .downgraded:
      let word = template.change == .upgraded ? "upgraded  " : "downgraded"
      return "\(word) \(name), version \(list(template.old)) → \(list(template.new))"
    case .changed where template.old == template.new:
      return "changed    \(name), version \(list(template.new)): its content"
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

  /// The text on one line, in quotes and truncated.
  private static func quoted(_ text: String) -> String {
    let line = oneLine(text) ?? ""
    return "\"" + (line.count > 70 ? line.prefix(69) + "…" : line) + "\""
  }
}
