// embed-templates OUTPUT.swift TEMPLATE.json…
//
// Writes the given files as raw string literals to a Swift source, with the IDs in each. The number
// of `#` signs is large enough that no file can close its literal.

import Glibc

func fail(_ message: String) -> Never {
  let line = Array("embed-templates: \(message)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
  exit(1)
}

func read(_ path: String) -> String {
  guard let file = fopen(path, "rb") else { fail("cannot read \(path)") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
    bytes += buffer[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// The values of all members `id`, including those of templates.
func ids(in text: String) -> [String] {
  var ids: [String] = []
  for part in text.split(separator: "\"id\"").dropFirst() {
    let words = part.drop { $0 == ":" || $0.isWhitespace }
    guard words.first == "\"" else { continue }
    let id = String(words.dropFirst().prefix { $0 != "\"" })
    if !ids.contains(id) { ids.append(id) }
  }
  return ids
}

let arguments = CommandLine.arguments
guard arguments.count >= 2 else { fail("usage: embed-templates OUTPUT TEMPLATE…") }

var source = "// Generated from templates/ at build time.\n\n"
source += "let builtInTemplateFiles: [BuiltInTemplateText] = [\n"
for path in arguments.dropFirst(2) {
  let text = read(path)
  var fence = "#"
  while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
  let name = path.split(separator: "/").last.map(String.init) ?? path
  let known = ids(in: text).map { "\"\($0)\"" }.joined(separator: ", ")
  source += "  BuiltInTemplateText(\n    name: \"\(name)\",\n    ids: [\(known)],\n"
  source += "    text: \(fence)\"\"\"\n\(text)\n\"\"\"\(fence)\n  ),\n"
}
source += "]\n"

guard let file = fopen(arguments[1], "wb"), fputs(source, file) >= 0, fclose(file) == 0 else {
  fail("cannot write \(arguments[1])")
}
