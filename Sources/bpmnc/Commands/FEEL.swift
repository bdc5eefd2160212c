import ArgumentParser
struct FEEL: ParsableCommand {}
