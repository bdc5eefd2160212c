import Diagnostics
import Synchronization

/// The templates that are part of the program, read when they are asked for.
///
/// Reading all of them takes milliseconds that most runs need not spend, so a file is parsed only
/// once an id is sought that occurs in it.
final class BuiltInTemplateCache: Sendable {
  static let shared = BuiltInTemplateCache(builtInTemplateFiles)

  private let texts: [BuiltInTemplateText]
  private let state = Mutex(State())

  private struct State {
    /// By place in `texts`.
    var files: [Int: TemplateFile] = [:]
    /// What was found before.
    var templates: [String: [ElementTemplate]] = [:]
  }

  init(_ texts: [BuiltInTemplateText]) {
    self.texts = texts
  }

  /// All templates with an id, in the order of the files.
  func templates(id: String) -> [ElementTemplate] {
    state.withLock { state in
      if let found = state.templates[id] { return found }
      var found: [ElementTemplate] = []
      for index in texts.indices where texts[index].ids.contains(id) {
        found += read(index, &state).templates.filter { $0.id == id }
      }
      state.templates[id] = found
      return found
    }
  }

  /// Every file.
  var files: [TemplateFile] {
    state.withLock { state in texts.indices.map { read($0, &state) } }
  }

  /// Whether a text is that of one of the files.
  func owns(_ source: SourceText) -> Bool {
    state.withLock { state in state.files.values.contains { $0.source === source } }
  }

  /// How many files were parsed up to now.
  var parsedFileCount: Int { state.withLock { $0.files.count } }

  private func read(_ index: Int, _ state: inout State) -> TemplateFile {
    if let file = state.files[index] { return file }
    let text = texts[index]
    let file = TemplateFile(
      parsing: SourceText(path: "built-in/\(text.name)", text: text.text))
    state.files[index] = file
    return file
  }
}

/// A file of templates as it is part of the program.
struct BuiltInTemplateText: Sendable {
  var name: String
  /// The values of all members `id` in it.
  var ids: [String]
  var text: String
}
