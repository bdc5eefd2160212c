// TemplateBenchmark [FOLDER]
//
// Measures the CPU time of the complete check of 700 element templates, made from those in
// templates/ (one file each, with different versions); and the time to check an element against its
// template once everything is loaded, on the diagrams in a folder (default: samples). Run it in the
// package's folder; it uses one core.

import BPMN
import Diagnostics
import ElementTemplates
import Foundation
import Glibc

let count = 700

func cpuSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The best of several runs, which excludes the noise of other processes.
func best(of runs: Int, _ work: () -> Void) -> Double {
  (0..<runs).map { _ in
    let start = cpuSeconds()
    work()
    return cpuSeconds() - start
  }.min() ?? 0
}

func paths(below folder: String, suffix: String) -> [String] {
  (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
    .filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
}

func source(_ path: String) throws -> SourceText {
  SourceText(path: path, bytes: Array(try Data(contentsOf: URL(filePath: path))))
}

/// Texts of single templates, cycling through the originals with different versions.
func templateTexts() throws -> [SourceText] {
  let originals = try paths(below: "templates", suffix: ".json").flatMap {
    TemplateFile(parsing: try source($0)).templates
  }
  return (0..<count).map { number in
    let template = originals[number % originals.count]
    let version = template.version.map(String.init) ?? ""
    let text = template.text.replacing(
      "\"version\": \(version),", with: "\"version\": \(1000 + number),", maxReplacements: 1)
    return SourceText(path: "template-\(number).json", text: text)
  }
}

let texts = try templateTexts()
let size = texts.reduce(0) { $0 + $1.bytes.count }
var validation = TemplateValidation(of: [])
let seconds = best(of: 5) {
  validation = TemplateValidation(of: texts.map { TemplateFile(parsing: $0) })
}
print(
  "\(count) templates, \(size >> 10) KiB: \(validation.errors.count) errors, "
    + "\(validation.warnings.count) warnings")
print(String(format: "complete check:  %.3f s CPU (at most 1.5)", seconds))

let folder = CommandLine.arguments.dropFirst().first ?? "samples"
var elements: [BPMNElement] = []
for path in paths(below: folder, suffix: ".bpmn") {
  guard let model = BPMNFile(parsing: try source(path).bytes, path: path).model else { continue }
  elements += model.elements.filter { $0.templateID != nil }
}
let library = TemplateLibrary.builtIn
let passes = 200
var findings = 0
let perElement =
  best(of: 5) {
    for _ in 0..<passes {
      for element in elements {
        findings += TemplateCheck.diagnostics(for: element, library: library).count
      }
    }
  } / Double(passes * max(elements.count, 1))
print(
  String(
    format: "element check:   %.1f µs per element (at most 50), \(elements.count) elements",
    perElement * 1e6))
