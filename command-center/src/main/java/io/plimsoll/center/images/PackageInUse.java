package io.plimsoll.center.images;

/// A package that at least one image on a host holds.
///
/// @param name at most [PackagesInUse#LONGEST_NAME] characters of it
/// @param version at most [PackagesInUse#LONGEST_VERSION] characters of it; empty where it is not known
/// @param type as package URLs name it
/// @param images on hosts that hold it
/// @param runningContainers of these images
record PackageInUse(int number, String name, String version, String type, int images, int runningContainers) {
    /// As the REST contract shows it.
    record View(String name, String version, String type, int images, int runningContainers) {}

    View view() {
        return new View(name, version, type, images, runningContainers);
    }
}
