import Text

extension RuleDocumentation {
  /// The page of the rule.
  public var page: String {
    """
    <!-- Made by 'make rule-pages' from the comments in Sources/; change them there. -->

    # \(name)

    \(facts)

    \(markdown)

    """
  }

  /// The path of the page in the folder of pages.
  public var pagePath: String { name + ".md" }

  /// The text and the examples.
  public var markdown: String {
    ([text]
      + examples.map { example in
        """
        \(example.isGood ? "Good" : "Bad"):

        ```\(example.language)
        \(example.text)
        ```
        """
      }).joined(separator: "\n\n")
  }

  private var facts: String {
    let severity = severities.isEmpty ? "Off unless configured." : "Severity: \(severityText)."
    return severity + (platforms.map { " Platform versions: \($0)." } ?? "")
  }

  /// The page that lists the rules, with links to their pages.
  public static func index(of rules: [RuleDocumentation]) -> String {
    let families = Dictionary(grouping: rules, by: \.family)
    let tables = families.keys.sorted().map { family -> String in
      let table = TextTable(
        header: ["rule", "severity", "summary"],
        rows: families[family, default: []].map {
          ["[\($0.name)](\($0.pagePath))", $0.severityText, $0.summary]
        })
      return "## \(family)\n\n\(table.markdown)"
    }
    return """
      <!-- Made by 'make rule-pages' from the comments in Sources/; change them there. -->

      # Rules

      `bpmnc explain RULE` shows these pages in the terminal.

      \(tables.joined(separator: "\n"))
      """
  }

  /// The part of the name before the slash; rules without one are from bpmnlint.
  var family: String {
    name.contains("/") ? String(name.prefix { $0 != "/" }) : "bpmnlint"
  }
}
