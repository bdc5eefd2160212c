import JSON
import Text

/// Reports in every format that the check could not be run, so that no service takes a missing or
/// empty report for a success.
struct FailureReporter {
  /// Why the check could not be run.
  let message: String
  let time: String

  func text(_ format: ReportFormat) -> String {
    switch format {
    case .text, .unix: "bpmnc: \(message)\n"
    case .json: json.text(.indented) + "\n"
    case .sarif: sarif.text(.indented) + "\n"
    case .junit: junit
    case .github: "::error title=bpmnc::\(message.escapedForWorkflowCommand())\n"
    case .gitlab: gitLab.text(.indented) + "\n"
    case .checkstyle: checkstyle
    case .markdown: "### ❌ bpmnc could not run the check\n\n\(message.escapedMarkdown)\n"
    }
  }

  private var json: JSONValue {
    [
      "version": 1, "problems": [], "summary": ["files": 0, "errors": 0, "warnings": 0],
      "error": .string(message),
    ]
  }

  /// Viewers and GitHub keep the earlier alerts of an invocation that was not successful
  /// (SARIF 2.1.0, 3.20.14).
  private var sarif: JSONValue {
    SARIFReporter.log(
      members: [
        (
          "invocations",
          [
            [
              "executionSuccessful": false,
              "toolExecutionNotifications": [
                ["level": "error", "message": ["text": .string(message)]]
              ],
            ]
          ]
        ),
        ("results", []),
      ])
  }

  private var junit: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites>
      <testsuite name="bpmnc" package="" id="0" hostname="localhost" timestamp="\(time)" tests="1" \
    failures="0" errors="1" skipped="0" time="0">
        <properties/>
        <testcase name="bpmnc lint" classname="bpmnc" time="0">
          <error message="\(XMLOutput.attribute(message))" type="error"/>
        </testcase>
        <system-out/>
        <system-err/>
      </testsuite>
    </testsuites>

    """
  }

  /// GitLab requires a path and a line.
  private var gitLab: JSONValue {
    [
      [
        "description": .string("bpmnc could not run the check: \(message)"),
        "check_name": "bpmnc",
        "fingerprint": .string(FNV1a(message).value.hexadecimal(width: 16)),
        "severity": "blocker",
        "location": ["path": ".", "lines": ["begin": 1, "end": 1]],
      ]
    ]
  }

  private var checkstyle: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <checkstyle version="4.3">
      <file name=".">
        <error line="1" severity="error" message="\(XMLOutput.attribute(message))" source="bpmnc"/>
      </file>
    </checkstyle>

    """
  }
}
