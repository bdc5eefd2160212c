import Diagnostics

/// Reports findings as Checkstyle XML, which many review tools read.
public struct CheckstyleReporter: Sendable {
  /// Creates a reporter.
  public init() {}

  /// The report as XML.
  public func report(_ report: CheckReport) -> String {
    let files = report.findingsByFile.map { path, findings in
      let errors = findings.map { "    \(error($0))\n" }.joined()
      return "  <file name=\"\(XMLOutput.attribute(report.path(path)))\">\n\(errors)  </file>\n"
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <checkstyle version="4.3">
      \(files.joined())</checkstyle>

      """
  }

  private func error(_ finding: Diagnostic) -> String {
    let start = finding.location.start
    return """
      <error line="\(start.line)" column="\(start.column)" severity="\(finding.severity.rawValue)" \
      message="\(XMLOutput.attribute(finding.messageWithHelp))" \
      source="\(XMLOutput.attribute("bpmnc." + finding.rule))"/>
      """
  }
}
