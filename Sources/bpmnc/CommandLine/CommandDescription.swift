import ArgumentParser
import Frontend
import JSON

/// A command with its options as in its help, from which completions and man pages are generated.
struct CommandDescription {
  /// The names from `bpmnc` to the command.
  var path: [String]
  var abstract: String
  var discussion: String
  var arguments: [Argument]
  var subcommands: [CommandDescription]

  struct Argument {
    /// With their dashes; empty for a positional argument.
    var names: [String]
    /// Nil for a flag.
    var valueName: String?
    var values: [String]
    var defaultValue: String?
    var abstract: String
    var discussion: String
    var isRepeating: Bool
    var isOptional: Bool
  }

  /// `bpmnc` with all its commands; the descriptions of the executor's are from its binary.
  /// - Throws: `ToolFault` if the executor cannot be run.
  static func all() throws -> CommandDescription {
    let executor = try ExecutorHandover.path("completion")
    let outcome: Subprocess.Outcome
    do throws(Subprocess.Failure) {
      outcome = try Subprocess([executor, "--experimental-dump-help"]).run()
    } catch {
      throw ToolFault(message: "\(executor): \(error)")
    }
    var root = try read(Array(BPMNC._dumpHelp().utf8))
    for command in try read(outcome.output).subcommands {
      guard let place = root.subcommands.firstIndex(where: { $0.path == command.path }) else {
        continue
      }
      root.subcommands[place] = command
    }
    return root
  }

  /// The command and all commands below it.
  var family: [CommandDescription] { [self] + subcommands.flatMap(\.family) }

  var name: String { path.joined(separator: " ") }

  var options: [Argument] { arguments.filter { !$0.names.isEmpty } }

  private static func read(_ dump: [UInt8]) throws -> CommandDescription {
    guard let command = try JSONValue(parsing: dump)["command"] else {
      throw ToolFault(message: "the description of the commands cannot be read")
    }
    return CommandDescription(command, below: [])
  }

  private init(_ json: JSONValue, below parents: [String]) {
    func text(_ key: String) -> String { json[key]?.string ?? "" }
    func shown(_ key: String, of json: JSONValue) -> [JSONValue] {
      (json[key]?.array ?? []).filter { $0["shouldDisplay"] != false }
    }
    let path = parents + [text("commandName")]
    self.path = path
    abstract = text("abstract")
    discussion = text("discussion")
    // `help` is described by `--help`.
    let commands = shown("subcommands", of: json).filter { $0["commandName"] != "help" }
    let effective = commands.first { $0["commandName"] == json["defaultSubcommand"] } ?? json
    arguments = shown("arguments", of: effective).map(Argument.init)
    subcommands = commands.map { CommandDescription($0, below: path) }
  }
}

extension CommandDescription.Argument {
  fileprivate init(_ json: JSONValue) {
    func text(_ key: String) -> String { json[key]?.string ?? "" }
    names = (json["names"]?.array ?? []).map { name in
      (name["kind"] == "long" ? "--" : "-") + (name["name"]?.string ?? "")
    }
    valueName = json["kind"] == "flag" ? nil : text("valueName")
    let list = json["completionKind"]?["list"]?["values"] ?? json["allValues"]
    values = (list?.array ?? []).compactMap(\.string)
    defaultValue = json["defaultValue"]?.string
    abstract = text("abstract")
    discussion = text("discussion")
    isRepeating = json["isRepeating"] == true
    isOptional = json["isOptional"] == true
  }
}
