// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "bpmnc-benchmarks",
  dependencies: [.package(name: "bpmnc", path: "..")],
  targets: [
    .executableTarget(
      name: "ReadingBenchmark", dependencies: [.product(name: "BPMN", package: "bpmnc")])
  ],
  swiftLanguageModes: [.v6]
)
