import Foundation
import Testing
import TestSupport

/// A folder in which the commands of a page are run as they are written: a git repository with
/// `samples`, and with the files of Tests/Documentation, which are ignored because one has an error.
///
/// Three programs are replaced: `bpmnc dev` runs in the background on a free port until the next one
/// or the end of the page, `bpmnc sms` and `curl` use that port for 8080, and `make` and `swift`,
/// which would take minutes, only show what they would run.
final class DocumentationShell {
  private let scratch: TemporaryFolder
  private var programs: URL { scratch.file("programs") }

  init() throws {
    scratch = try TemporaryFolder()
    let folders = ["programs", "work"].map { scratch.file($0) }
    for folder in folders {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    let files = Cases.packageFolder.appending(path: "Tests/Documentation")
    for name in try FileManager.default.contentsOfDirectory(atPath: files.path) {
      try FileManager.default.copyItem(
        at: files.appending(path: name), to: folders[1].appending(path: name))
    }
    try FileManager.default.copyItem(
      at: Cases.packageFolder.appending(path: "samples"), to: folders[1].appending(path: "samples"))
    let commit = try Tool.shell(
      """
      printf '/*.bpmn\n/*.json\n' > .gitignore
      git init -q --initial-branch main && git add -A
      git -c user.name=T -c user.email=t@example.org commit -qm first
      """, in: folders[1])
    #expect(commit.status == 0, "\(commit.errors)")
    try write("bpmnc", Self.bpmnc)
    try write(
      "curl", "exec /usr/bin/curl -sS \"${@//localhost:8080/localhost:$(cat $state/port)}\"")
    try write("make", "exec /usr/bin/make --dry-run -C \(Cases.packageFolder.path) \"$@\"")
    try write("swift", "true")
  }

  deinit {
    // The folder goes away anyway; without a process, there is nothing to stop.
    _ = try? Tool.shell("bpmnc stop", in: scratch.file("work"), environment: environment)
  }

  /// Runs a command; its output contains its error messages, as on a terminal.
  func run(_ command: String) throws -> Tool.Outcome {
    try Tool.shell(
      "set +eu\nexec 2>&1\n\(command)", in: scratch.file("work"), environment: environment)
  }

  private var environment: [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return ["PATH": "\(programs.path):\(path)", "state": scratch.path]
  }

  private func write(_ name: String, _ text: String) throws {
    let file = programs.appending(path: name)
    try Data("#!/bin/bash\n\(text)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  }

  private static let bpmnc = """
    bpmnc=\(Tool.folder.path)/bpmnc
    stop() {
      [ -e $state/process ] || return
      kill $(cat $state/process)
      while kill -0 $(cat $state/process) 2> /dev/null; do sleep 0.05; done
      rm $state/process
    }
    case $1 in
      stop) stop ;;
      dev)
        stop
        : > $state/dev.txt
        # Foundation's Process waits until nobody has the descriptors that it opened.
        (
          for file in /proc/self/fd/*; do
            [ ${file##*/} -lt 3 ] || eval "exec ${file##*/}>&-"
          done
          exec $bpmnc "$@" --port 0
        ) < /dev/null >> $state/dev.txt 2>&1 &
        echo $! > $state/process
        while ! grep -q 'is running at' $state/dev.txt; do
          kill -0 $! 2> /dev/null || { cat $state/dev.txt; exit 2; }
          sleep 0.05
        done
        sed -n 's/.* is running at .*:\\([0-9]*\\).*/\\1/p' $state/dev.txt > $state/port
        sed "s/:$(cat $state/port)\\b/:8080/" $state/dev.txt ;;
      sms) exec $bpmnc "$@" --port $(cat $state/port) ;;
      *) exec $bpmnc "$@" ;;
    esac
    """
}
