//! Lists the files of `locales/LANG/*.ftl` so that `texts.rs` has them all in the binary: adding a file needs no line of code.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=locales");
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let mut list = String::from("&[\n");
    for lang in ["fr", "en"] {
        let folder = Path::new(&root).join("locales").join(lang);
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut names: Vec<String> = fs::read_dir(&folder)?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.ends_with(".ftl"))
            .collect();
        names.sort();
        for name in names {
            list += &format!("    ({lang:?}, {name:?}, include_str!({:?})),\n", folder.join(&name).display().to_string());
        }
    }
    fs::write(Path::new(&out).join("locales.rs"), list + "]\n")
}
