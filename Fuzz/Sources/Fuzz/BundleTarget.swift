import Bundles
import Compiler
import ElementTemplates
import ProjectModel

/// Bundles: damaged archives, and archives whose hashes fit their changed contents.
struct BundleTarget: FuzzTarget {
  private let archives: [[UInt8]]
  private var diagrams: DiagramTarget

  init(seeds folders: [String]) {
    diagrams = DiagramTarget(seeds: folders)
    let texts = SeedFiles.read(folders, extensions: ["bpmn"])
    archives = texts.compactMap { Self.archive(Array($0.utf8)) }
  }

  private static func archive(_ diagram: [UInt8]) -> [UInt8]? {
    let file = InputFile(path: "a.bpmn", relativePath: "a.bpmn", bytes: diagram)
    let compilation = Compilation(unchecked: Project([file]))
    // What cannot be bundled is reported by `build`; the others are the seeds.
    return try? ProjectBundle(compilation, templates: .builtIn).archive()
  }

  mutating func input(_ random: inout SplitMix) -> [UInt8] {
    if random.below(5) == 0 {
      return Self.archive(diagrams.input(&random)) ?? []
    }
    var bytes = random.pick(archives)
    for _ in 0...random.below(4) {
      let place = random.below(bytes.count + 1)
      let end = min(bytes.count, place + random.below(40))
      switch random.below(5) {
      case 0 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count + 1))
      case 3 where random.below(4) == 0: bytes.removeSubrange(place...)
      default: bytes.insert(contentsOf: random.pick(archives).suffix(random.below(200)), at: place)
      }
    }
    return bytes
  }

  mutating func check(_ input: [UInt8], _ random: inout SplitMix, _ tally: inout Tally) -> String? {
    // A damaged bundle is refused, which is no finding.
    guard let bundle = try? ProjectBundle(reading: input) else { return nil }
    tally.readable += 1
    guard let again = try? bundle.archive() else { return "it is read but cannot be written" }
    tally.complete += 1
    return again == input ? nil : "written again, it has other bytes"
  }
}
