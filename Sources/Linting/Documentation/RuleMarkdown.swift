import Text

extension RuleDocumentation {
  /// A page about the rule.
  public var page: String {
    """
    <!-- Made by 'make rule-pages' from the comments in Sources/; change them there. -->

    # \(name)

    \(facts)

    \(markdown)

    """
  }

  /// Where the page stands in the folder of pages.
  public var pagePath: String { name + ".md" }

  /// The text with its examples.
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
    let severity = severities.isEmpty ? "Off unless configured." : "Severity: \(severityWords)."
    return severity + (platforms.map { " Platform versions: \($0)." } ?? "")
  }

  /// The page that lists rules, with links to theirs.
  public static func index(of rules: [RuleDocumentation]) -> String {
    let families = Dictionary(grouping: rules, by: \.family)
    let tables = families.keys.sorted().map { family -> String in
      let table = TextTable(
        header: ["rule", "severity", "what is asked"],
        rows: families[family, default: []].map {
          ["[\($0.name)](\($0.pagePath))", $0.severityWords, $0.summary]
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

  /// The part of the name before the slash; rules without one are bpmnlint's own.
  var family: String {
    name.contains("/") ? String(name.prefix { $0 != "/" }) : "bpmnlint"
  }
}
