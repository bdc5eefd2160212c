import Foundation
import JSON
import Testing
import TestSupport

/// The job of docs/ci.md, run as GitLab's runner does in Swift's image.
@Suite("The GitLab job")
struct GitLabJobTests {
  /// A repository that `git clone` finds instead of the one on the job's server.
  private func source() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: Cases.packageFolder.appending(path: ".ci"), to: folder.file(".ci"))
    let tag = try Tool.shell(
      """
      git init -q && git add -A
      git -c user.name=T -c user.email=t@example.org commit -qm first && git tag v1
      """, in: folder.url)
    #expect(tag.status == 0, "\(tag.errors)")
    return folder
  }

  private func run(in repository: ScratchRepository, _ tools: ImageTools) throws -> Tool.Outcome {
    let job = try CITests.configuration(with: "diagrams")
    let source = try source()
    let lines = ["before_script", "script"].flatMap { job[$0]?.array ?? [] }
      .compactMap(\.string)
    try #require(lines.count == 3)
    return try tools.bash(
      ["--noprofile", "--norc", "-eo", "pipefail", "-c", lines.joined(separator: "\n")],
      in: repository.url,
      environment: [
        "CI": "true", "GITLAB_CI": "true", "CI_PROJECT_DIR": repository.url.path,
        "CI_PROJECT_URL": "https://gitlab.example/o/r", "CI_COMMIT_SHA": "1f",
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_VALUE_0": "https://github.com/OWNER/bpmnc",
        "GIT_CONFIG_KEY_0": "url.file://\(source.path).insteadOf",
      ])
  }

  @Test("passes without errors, fails with them, and leaves both reports")
  func reports() throws {
    let job = try CITests.configuration(with: "diagrams")
    let reports = try #require(job["artifacts"]?["reports"])
    #expect(job["artifacts"]?["when"] == "always")
    for (files, status) in [
      ([:], 0), (["order.bpmn": ScratchRepository.finding], 1),
      (["order.bpmn": CompilerCommandTests.broken], 1),
    ] as [([String: String], Int32)] {
      let repository = try ScratchRepository(files)
      let outcome = try run(in: repository, try ImageTools())
      #expect(outcome.status == status, "\(outcome.errors)")
      let quality = try JSONValue(
        parsing: try repository.text(try #require(reports["codequality"]?.string)))
      let paths = (quality.array ?? []).compactMap { $0["location"]?["path"]?.string }
      #expect(paths.contains("order.bpmn") == (status == 1))
      let junit = try repository.text(try #require(reports["junit"]?.string))
      #expect(junit.contains("<failure ") == (status == 1))
    }
  }

  @Test("installs what is missing, and builds only if nothing is cached")
  func build() throws {
    let tools = try ImageTools()
    let repository = try ScratchRepository()
    let job = try CITests.configuration(with: "diagrams")
    #expect(job["cache"]?["paths"] == [".bpmnc/bin"])
    for _ in 1...2 {
      #expect(try run(in: repository, tools).status == 0)
      // GitLab's runner deletes untracked files, and then restores the cache.
      try FileManager.default.removeItem(at: repository.file(".bpmnc/source"))
    }
    let calls = try tools.calls()
    #expect(calls.contains("apt-get install -y -qq libyaml-dev"))
    #expect(calls.count { $0.hasPrefix("swift build -c release") } == 1)
  }
}
